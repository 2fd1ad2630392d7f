export type AuditLogErrorCode =
  | "AUDIT_EVENT_INVALID"
  | "AUDIT_LOG_CLOSED"
  | "AUDIT_LOG_DAMAGED"
  | "AUDIT_LOG_IN_USE"
  | "AUDIT_LOG_OVERLOADED"
  | "AUDIT_LOG_TRUNCATED"
  | "AUDIT_LOG_UNWRITABLE";

/** Why nothing was recorded, or why a log may not be continued. */
export class AuditLogError extends Error {
  override readonly name = "AuditLogError";
  readonly code: AuditLogErrorCode;

  constructor(code: AuditLogErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
