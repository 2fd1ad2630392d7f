import type { HttpClientConfig } from "./http-client-config.ts";
import { readSecretValue } from "./secret-value.ts";

/** The headers that the configuration adds to each request, with the secrets as they are now. */
export function requestHeaders({
  credentials,
  headers,
}: HttpClientConfig): Record<string, string | string[]> {
  const sent: Record<string, string | string[]> = {};
  for (const [name, values] of Object.entries(headers))
    sent[name.toLowerCase()] = values.map(readSecretValue);
  if (credentials.kind === "basic") {
    const pair = `${readSecretValue(credentials.username)}:${readSecretValue(credentials.password)}`;
    sent.authorization = `Basic ${Buffer.from(pair).toString("base64")}`;
  } else if (credentials.kind === "authorization") {
    sent.authorization = `${credentials.scheme} ${readSecretValue(credentials.credentials)}`;
  }
  return sent;
}
