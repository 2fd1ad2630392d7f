const known: ReadonlySet<string> = new Set(
  "GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH QUERY".split(" "),
);

/** The method, or `_OTHER` for what no RFC defines: OpenTelemetry semantic conventions, `http.request.method`. */
export function methodName(method: string): string {
  if (known.has(method)) return method;
  const upper = method.toUpperCase();
  return known.has(upper) ? upper : "_OTHER";
}
