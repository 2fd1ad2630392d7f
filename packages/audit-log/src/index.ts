export type { AuditEntry, LogHead } from "./audit-entry.ts";
export type { AuditEvent } from "./audit-event.ts";
export { type AuditLog, type AuditLogOptions, openAuditLog } from "./audit-log.ts";
export { AuditLogError, type AuditLogErrorCode } from "./audit-log-error.ts";
export { type KeyedTokens, keyedTokens } from "./keyed-token.ts";
export { openSigningKeys, type SigningKeys } from "./signing-keys.ts";
export type { AuditProblem, AuditProblemKind } from "./verify-chain.ts";
export { type DirectoryVerdict, verifyDirectory } from "./verify-directory.ts";
