/** Set by the request itself, or what a proxy on the way would take for its own. */
const reserved: ReadonlySet<string> = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "host",
  "transfer-encoding",
]);
const headerName = /^[!#$%&'*+.^_`|~0-9a-z-]+$/u;
/** Visible characters, and white space between them (RFC 9110 section 5.5). */
const headerValue = /^[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?$/u;

export type OtlpHeaders = Readonly<Record<string, string>>;

/**
 * Headers as `OTEL_EXPORTER_OTLP_HEADERS` writes them (OpenTelemetry's specification, "Specifying headers via environment
 * variables"): `name=value` pairs with commas between them, values percent-encoded. `undefined` for what is none.
 */
export function parseOtlpHeaders(text: string): OtlpHeaders | undefined {
  const headers: Record<string, string> = {};
  for (const pair of text.split(",")) {
    if (pair.trim() === "") continue;
    const equals = pair.indexOf("=");
    const name = pair.slice(0, Math.max(equals, 0)).trim().toLowerCase();
    const value = percentDecoded(pair.slice(equals + 1).trim());
    if (!headerName.test(name) || reserved.has(name) || Object.hasOwn(headers, name)) return undefined;
    if (value === undefined || !headerValue.test(value)) return undefined;
    headers[name] = value;
  }
  return headers;
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
