import { type Agent, request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { createGunzip } from "node:zlib";
import { acceptHeader } from "./accept-header.ts";
import { requestHeaders } from "./request-headers.ts";
import type { Target } from "./target.ts";
import { tlsOptions } from "./tls-options.ts";

/** `error` says what failed and never quotes what the target sent. */
export type Fetched =
  | { readonly ok: true; readonly body: Uint8Array; readonly contentType: string }
  | { readonly ok: false; readonly error: string };

/** As many as Go's HTTP client follows. */
const maxRedirects = 10;
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Asks the target once. `agent` keeps its connections between scrapes. */
export async function fetchExposition(
  target: Target,
  agents: { readonly http: Agent; readonly https: Agent },
  stopped: AbortSignal,
): Promise<Fetched> {
  const timeout = AbortSignal.timeout(target.timeoutMillis);
  const signal = AbortSignal.any([stopped, timeout]);
  try {
    const { config } = target;
    const headers = {
      accept: acceptHeader(config.protocols, config.nameEscaping),
      "accept-encoding": config.acceptsCompression ? "gzip" : "identity",
      "user-agent": "voiceassist-observatory",
      "x-prometheus-scrape-timeout-seconds": String(target.timeoutMillis / 1_000),
      ...requestHeaders(config.http),
    };
    const tls = tlsOptions(config.http.tls);
    let url = new URL(target.url);
    let sent: Readonly<Record<string, string | string[]>> = headers;
    for (let redirects = 0; ; redirects++) {
      const isSecure = url.protocol === "https:";
      const options: RequestOptions = {
        signal,
        headers: sent,
        agent: isSecure ? agents.https : agents.http,
        ...(isSecure ? tls : {}),
      };
      const response = await answer(isSecure ? httpsRequest(url, options) : httpRequest(url, options));
      const location = response.headers.location;
      const status = response.statusCode ?? 0;
      if (config.http.followRedirects && redirectStatuses.has(status) && location !== undefined) {
        response.resume();
        if (redirects >= maxRedirects) return { ok: false, error: `stopped after ${maxRedirects} redirects` };
        const next = new URL(location, url);
        if (next.protocol !== "http:" && next.protocol !== "https:") {
          return { ok: false, error: "redirected to an address that is neither http nor https" };
        }
        // Credentials are for the host that the configuration names.
        if (next.host !== url.host) sent = withoutCredentials(sent);
        url = next;
        continue;
      }
      if (status !== 200) {
        response.resume();
        return {
          ok: false,
          error: `server returned HTTP status ${status} ${response.statusMessage ?? ""}`.trim(),
        };
      }
      const body = await readBody(response, config.limits.bodyBytes);
      if (body === undefined) return { ok: false, error: "body size limit exceeded" };
      return { ok: true, body, contentType: response.headers["content-type"] ?? "" };
    }
  } catch (error) {
    if (stopped.aborted) return { ok: false, error: "the target is no longer scraped" };
    if (timeout.aborted) return { ok: false, error: `Get "${target.url}": context deadline exceeded` };
    return { ok: false, error: `Get "${target.url}": ${failureText(error)}` };
  }
}

function answer(request: ReturnType<typeof httpRequest>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on("response", resolve).on("error", reject).end();
  });
}

/** `undefined` when the body, decompressed, is longer than the limit. */
async function readBody(response: IncomingMessage, limitBytes: number): Promise<Uint8Array | undefined> {
  const isGzip = response.headers["content-encoding"] === "gzip";
  const stream = isGzip ? response.pipe(createGunzip()) : response;
  if (isGzip) response.on("error", (error) => stream.destroy(error));
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > limitBytes) {
      response.destroy();
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function withoutCredentials(
  headers: Readonly<Record<string, string | string[]>>,
): Readonly<Record<string, string | string[]>> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== "authorization"),
  );
}

const refusals: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection reset by peer",
  ENOTFOUND: "no such host",
  EHOSTUNREACH: "no route to host",
  ENETUNREACH: "network is unreachable",
};

/** An error of the network as the system names it; a connection to several addresses fails with several. */
function failureText(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  if (!(first instanceof Error)) return "unknown network error";
  const code = "code" in first ? String(first.code) : "";
  if (code === "SECRET_UNREADABLE") return first.message;
  return refusals[code] ?? (code === "" ? "unknown network error" : code);
}
