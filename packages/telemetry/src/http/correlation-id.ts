import { randomUUID } from "node:crypto";
import type { Redactor } from "@voiceassist/phi";

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ulid = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
/** With a letter: sixteen bare digits would be a card number. */
const hexadecimal = /^(?=.*[a-f])[0-9a-f]{16,32}$/;

/**
 * The caller's id where it is a UUID, a ULID or 16 to 32 hexadecimal digits, else a new one. Any other text could be
 * a name or a record number, and would reach every log line of the request.
 */
export function correlationId(given: string | undefined, redactor: Redactor): string {
  if (given === undefined) return randomUUID();
  const shaped = uuid.test(given) || ulid.test(given) || hexadecimal.test(given);
  return shaped && redactor.text(given) === given ? given : randomUUID();
}
