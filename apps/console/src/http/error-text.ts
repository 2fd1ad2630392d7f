import { isRecord } from "./decode.ts";

const longestErrorCharacters = 2_000;

function ofJson(body: unknown): string | undefined {
  if (!isRecord(body)) return undefined;
  if (typeof body.error === "string") return body.error;
  if (typeof body.message === "string") return body.message;
  const first: unknown = Array.isArray(body.errors) ? body.errors[0] : undefined;
  return isRecord(first) && typeof first.msg === "string" ? first.msg : undefined;
}

/**
 * What an error answer says: Prometheus `{error}`, Grafana and Loki `{message}`, Jaeger `{errors: [{msg}]}`, or Loki's
 * plain text.
 */
export function errorText(body: string, status: number): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    parsed = undefined;
  }
  const text = ofJson(parsed) ?? (parsed === undefined ? body.trim() : "");
  if (text === "" || text.startsWith("<")) return `answered HTTP ${status} without saying why`;
  return text.slice(0, longestErrorCharacters);
}
