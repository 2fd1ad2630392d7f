import type { z } from "zod";
import { addressed, assigning } from "../admin/admin-routes.ts";
import { credentials, refreshing, registration } from "../auth/auth-routes.ts";
import { searching } from "../documents/document-routes.ts";
import { levelling } from "../ops/ops-routes.ts";
import { asking } from "../rag/rag-routes.ts";
import { replyForms as form } from "./reply-forms.ts";

/** What a client must know of a route. Inputs are the very forms that the route checks them with. */
export interface RouteDocument {
  readonly summary: string;
  readonly body?: z.ZodType | readonly z.ZodType[] | "file";
  readonly querystring?: z.ZodType;
  readonly params?: z.ZodType;
  /** Absent: 204, nothing. */
  readonly reply?: readonly [status: 200 | 201, form: z.ZodType];
}

/** By method and template. A route that is not here stops the start. */
export const routeDocuments: Readonly<Record<string, RouteDocument>> = {
  "GET /health": { summary: "The process lives.", reply: [200, form.health] },
  "GET /ready": { summary: "Every part that is needed works; else 503.", reply: [200, form.readiness] },
  "POST /api/auth/register": {
    summary: "Makes a clinician's account.",
    body: registration,
    reply: [201, form.registered],
  },
  "POST /api/auth/login": { summary: "Opens a session.", body: credentials, reply: [200, form.tokens] },
  "POST /api/auth/refresh": {
    summary: "Exchanges a refresh token, which works once.",
    body: refreshing,
    reply: [200, form.tokens],
  },
  "POST /api/auth/logout": { summary: "Ends the session at once." },
  "POST /api/documents": {
    summary: "Uploads one document: .txt, .md or .pdf, at most 10 MiB.",
    body: "file",
    reply: [201, form.uploaded],
  },
  "GET /api/documents": { summary: "The caller's documents.", reply: [200, form.documents] },
  "GET /api/documents/search": {
    summary: "The passages of the caller's documents that are nearest to a text.",
    querystring: searching,
    reply: [200, form.searchResults],
  },
  "POST /api/rag/query": {
    summary: "Answers a question from the caller's documents, with citations.",
    body: asking,
    reply: [200, form.answer],
  },
  "GET /api/admin/accounts": { summary: "All accounts.", reply: [200, form.accounts] },
  "POST /api/admin/accounts": {
    summary: "Makes an account with a role.",
    body: [registration, assigning],
    reply: [201, form.account],
  },
  "PUT /api/admin/accounts/:account_id/role": {
    summary: "Changes an account's role and ends its sessions.",
    params: addressed,
    body: assigning,
  },
  "POST /api/admin/accounts/:account_id/unlock": {
    summary: "Ends the lock after failed log-ins.",
    params: addressed,
  },
  "GET /api/admin/audit": { summary: "Where the audit log stands.", reply: [200, form.auditStatus] },
  "GET /api/ops/status": { summary: "The parts and the log level.", reply: [200, form.status] },
  "GET /api/ops/log-level": { summary: "The log level.", reply: [200, form.logLevel] },
  "PUT /api/ops/log-level": {
    summary: "Sets the log level of the running service.",
    body: levelling,
    reply: [200, form.logLevel],
  },
  "GET /api/ops/backups": { summary: "The backups, the latest first.", reply: [200, form.backups] },
  "POST /api/ops/backups": {
    summary: "Makes a backup and proves it by restoring it.",
    reply: [201, form.backup],
  },
};
