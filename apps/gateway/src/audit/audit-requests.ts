import type { AuditEvent } from "@voiceassist/audit-log";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ApiError } from "../errors/api-error.ts";
import { errorBody } from "../errors/error-replies.ts";
import type { AuditTrail } from "./audit-trail.ts";

/** What the audit log says of every use of a route. */
interface RouteAudit {
  readonly event: Exclude<AuditEvent["event"], "log" | "access">;
  /** Such as `login`, `search`. */
  readonly action: string;
  /** What is answered when no entry can be written: `refuse` unless refusing would do harm. */
  readonly whenUnwritable?: "refuse" | "answer";
}

/** What a route adds to its entry. */
interface AuditedRequest {
  /** Who it was, where no session says it. */
  actor?: string;
  /** Keyed tokens of what was touched. */
  readonly subjects: Set<string>;
  /** The code of the error that is answered. */
  reason?: string;
}

declare module "fastify" {
  interface FastifyContextConfig {
    audit?: RouteAudit;
  }
  interface FastifyRequest {
    audited: AuditedRequest;
  }
}

const subjectLimit = 64;
const firstErrorStatus = 400;
const deniedStatuses: ReadonlySet<number> = new Set([401, 403]);
const limitedStatus = 429;

/**
 * Writes one entry for each use of a route that declares `config.audit`, and for each refused access to any other. The
 * entry is on disk before the answer leaves; without it the answer is 503 and nothing of what was found is told.
 */
export function auditRequests(app: FastifyInstance, trail: AuditTrail): void {
  app.decorateRequest("audited", null as unknown as AuditedRequest);
  app.addHook("onRequest", async (request) => {
    request.audited = { subjects: new Set() };
  });

  // While the log is known not to work, nothing is begun that could not be recorded.
  app.addHook("preHandler", async (request) => {
    const { audit } = request.routeOptions.config;
    if (audit === undefined || audit.whenUnwritable === "answer" || trail.isWorking()) return;
    const probed = await trail.record({ event: "log", action: "probe", outcome: "success", actor: "system" });
    if (!probed) throw new ApiError("AUDIT_UNAVAILABLE");
  });

  app.addHook("onSend", async (request, reply, payload) => {
    const entry = entryOf(request, reply, trail);
    if (entry === undefined || (await trail.record(entry))) return payload;
    const refuses = request.routeOptions.config.audit?.whenUnwritable !== "answer";
    // An error tells nothing that needs a record.
    if (!refuses || reply.statusCode >= firstErrorStatus) return payload;
    const error = new ApiError("AUDIT_UNAVAILABLE");
    void reply.code(error.statusCode).type("application/json; charset=utf-8");
    return JSON.stringify(errorBody(error, request, reply));
  });
}

function entryOf(request: FastifyRequest, reply: FastifyReply, trail: AuditTrail): AuditEvent | undefined {
  const { config, url } = request.routeOptions;
  const status = reply.statusCode;
  const denied = deniedStatuses.has(status);
  // Whoever sends too much could otherwise fill the disk with entries about it.
  if (status === limitedStatus && request.audited.reason === "rate_limited") return undefined;
  if (config.audit === undefined && !denied) return undefined;
  const { actor, subjects, reason } = request.audited;
  const correlationId = reply.getHeader("x-request-id");
  return {
    event: config.audit?.event ?? "access",
    action: config.audit?.action ?? "request",
    outcome: status < firstErrorStatus ? "success" : denied ? "denied" : "failure",
    actor: actor ?? (request.caller === undefined ? "anonymous" : trail.token("user", request.caller.userId)),
    source: trail.token("address", request.ip),
    method: request.method,
    route: url ?? "unmatched",
    ...(request.caller === undefined ? {} : { role: request.caller.role }),
    ...(subjects.size === 0 ? {} : { subjects: [...subjects].slice(0, subjectLimit) }),
    ...(reason === undefined ? {} : { reason }),
    ...(typeof correlationId === "string" ? { correlation_id: correlationId } : {}),
  };
}
