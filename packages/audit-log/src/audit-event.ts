import { AuditLogError } from "./audit-log-error.ts";

/**
 * What happened, in a closed form: enumerations, keyed tokens and codes. There is no field for free text, so that a log that
 * is kept for six years cannot hold what a patient or a clinician wrote.
 */
export interface AuditEvent {
  readonly event: "authentication" | "access" | "phi_access" | "administration" | "log";
  /** Such as `login`, `search`, `backup`. */
  readonly action: string;
  readonly outcome: "success" | "failure" | "denied";
  /** A code that says why, such as `credentials_invalid`. */
  readonly reason?: string;
  /** `system`, `anonymous`, or a keyed token of the user. */
  readonly actor: string;
  readonly role?: string;
  /** Keyed tokens of what was touched: patients, documents, accounts. At most 64. */
  readonly subjects?: readonly string[];
  /** A keyed token of the address that the request came from. */
  readonly source?: string;
  readonly method?: string;
  /** The route's template, never the path. */
  readonly route?: string;
  readonly correlation_id?: string;
  /** Of a repaired log: how much of an unacknowledged entry was cut off. */
  readonly torn_bytes?: number;
  readonly torn_sha256?: string;
}

const subjectLimit = 64;

const word = /^[a-z][a-z0-9_]{0,63}$/;
/** The kind and 128 bits of a keyed hash. */
const token = /^[a-z]{1,16}_[0-9a-f]{32}$/;

const rules: Readonly<Record<keyof AuditEvent, (value: unknown) => boolean>> = {
  event: (value) =>
    ["authentication", "access", "phi_access", "administration", "log"].includes(String(value)),
  action: matches(word),
  outcome: (value) => ["success", "failure", "denied"].includes(String(value)),
  reason: matches(word),
  actor: (value) => value === "system" || value === "anonymous" || matches(token)(value),
  role: matches(word),
  subjects: (value) =>
    Array.isArray(value) && value.length <= subjectLimit && value.every((item) => matches(token)(item)),
  source: matches(token),
  method: matches(/^[A-Z_]{1,16}$/),
  route: matches(/^(?:unmatched|\/[A-Za-z0-9/_:.*-]{0,127})$/),
  correlation_id: matches(/^[0-9A-Za-z-]{16,36}$/),
  torn_bytes: (value) => Number.isSafeInteger(value),
  torn_sha256: matches(/^[0-9a-f]{64}$/),
};
const required: readonly (keyof AuditEvent)[] = ["event", "action", "outcome", "actor"];

function matches(pattern: RegExp): (value: unknown) => boolean {
  return (value) => typeof value === "string" && pattern.test(value);
}

/** The first field that breaks its rule, or undefined. */
export function brokenField(fields: Readonly<Record<string, unknown>>): string | undefined {
  const missing = required.find((name) => fields[name] === undefined);
  if (missing !== undefined) return missing;
  return Object.keys(fields).find(
    (name) => !Object.hasOwn(rules, name) || !rules[name as keyof AuditEvent](fields[name]),
  );
}

/** @throws AuditLogError AUDIT_EVENT_INVALID naming the field; its value is not repeated. */
export function assertEvent(event: AuditEvent): void {
  const field = brokenField({ ...event });
  if (field === undefined) return;
  throw new AuditLogError(
    "AUDIT_EVENT_INVALID",
    `The audit event's ${field} does not have its form: enumerations, keyed tokens and codes only, no free text.`,
  );
}
