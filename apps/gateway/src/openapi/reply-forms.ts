import { z } from "zod";
import { roles } from "../auth/role.ts";
import { logLevels } from "../settings.ts";

const embedding = z.object({ model: z.string(), note: z.string() });
const passage = z.object({
  document_id: z.uuid(),
  file_name: z.string(),
  chunk: z.number().int(),
  text: z.string(),
  similarity: z.number(),
});
const components = z.record(z.string(), z.enum(["up", "down"]));
const backup = z.object({
  format: z.string(),
  name: z.string(),
  created_at: z.iso.datetime(),
  size_bytes: z.number().int(),
  sha256: z.string(),
  content_sha256: z.string(),
  lines: z.number().int(),
  key_id: z.string(),
  restored_at: z.iso.datetime(),
  restore_seconds: z.number(),
  mac: z.string(),
});

/** What the routes answer when they succeed. A test holds the replies against them. */
export const replyForms: Readonly<
  Record<
    | "health"
    | "readiness"
    | "registered"
    | "tokens"
    | "uploaded"
    | "documents"
    | "searchResults"
    | "answer"
    | "accounts"
    | "account"
    | "auditStatus"
    | "status"
    | "logLevel"
    | "backup"
    | "backups"
    | "error",
    z.ZodType
  >
> = {
  health: z.object({ status: z.literal("ok"), version: z.string() }),
  readiness: z.object({ status: z.enum(["ready", "not_ready"]), components }),
  registered: z.object({ user_id: z.uuid() }),
  tokens: z.object({
    access_token: z.string(),
    token_type: z.literal("Bearer"),
    expires_in: z.number().int(),
    refresh_token: z.string(),
    role: z.enum(roles),
  }),
  uploaded: z.object({
    document_id: z.uuid(),
    file_name: z.string(),
    file_type: z.string(),
    chunks: z.number().int(),
    embedding,
  }),
  documents: z.object({
    documents: z.array(
      z.object({
        document_id: z.uuid(),
        file_name: z.string(),
        file_type: z.string(),
        size_bytes: z.number().int(),
        chunks: z.number().int(),
        uploaded_at: z.iso.datetime(),
      }),
    ),
  }),
  searchResults: z.object({ embedding, results: z.array(passage) }),
  answer: z.object({
    answer: z.string(),
    answered_by: z.object({
      source: z.enum(["extractive", "language_model"]),
      model: z.string().optional(),
      note: z.string(),
    }),
    embedding,
    citations: z.array(passage.extend({ number: z.number().int() })),
    usage: z.object({ prompt_tokens: z.number().int(), completion_tokens: z.number().int() }).optional(),
    cached: z.boolean(),
  }),
  accounts: z.object({
    accounts: z.array(
      z.object({
        account_id: z.uuid(),
        email: z.string(),
        role: z.enum(roles),
        created_at: z.iso.datetime(),
      }),
    ),
  }),
  account: z.object({ account_id: z.uuid(), role: z.enum(roles) }),
  auditStatus: z.object({
    entries: z.number().int(),
    last_hash: z.string(),
    signed_entries: z.number().int(),
    status: z.enum(["working", "failing"]),
  }),
  status: z.object({ ready: z.boolean(), components, log_level: z.enum(logLevels) }),
  logLevel: z.object({ level: z.enum(logLevels) }),
  backup,
  backups: z.object({ backups: z.array(backup) }),
  error: z.object({ error: z.object({ code: z.string(), message: z.string(), request_id: z.string() }) }),
};
