import type { Target } from "./target.ts";

/** `error` says what failed and never quotes what the target sent. */
export type Fetched =
  | { readonly ok: true; readonly text: string; readonly contentType: string }
  | { readonly ok: false; readonly error: string };

const accept =
  "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.5,text/plain;q=0.2,*/*;q=0.1";

export async function fetchExposition(target: Target, stopped: AbortSignal): Promise<Fetched> {
  const { timeoutMillis, bodyLimitBytes } = target.config;
  const timeout = AbortSignal.timeout(timeoutMillis);
  try {
    const response = await fetch(target.url, {
      signal: AbortSignal.any([stopped, timeout]),
      headers: {
        accept,
        "user-agent": "voiceassist-observatory",
        "x-prometheus-scrape-timeout-seconds": String(timeoutMillis / 1_000),
      },
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      return { ok: false, error: `server returned HTTP status ${response.status}` };
    }
    const text = await readText(response, bodyLimitBytes);
    if (text === undefined) return { ok: false, error: `the body exceeds ${bodyLimitBytes} bytes` };
    return { ok: true, text, contentType: response.headers.get("content-type") ?? "" };
  } catch (error) {
    if (stopped.aborted) return { ok: false, error: "the target is no longer scraped" };
    if (timeout.aborted) return { ok: false, error: `no answer within ${timeoutMillis} ms` };
    return { ok: false, error: `the request failed: ${failureCode(error)}` };
  }
}

async function readText(response: Response, limitBytes: number): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let sizeBytes = 0;
  let text = "";
  for await (const chunk of response.body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > limitBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** `fetch` throws a TypeError whose cause, or the first of whose causes, carries the system's code. */
function failureCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const first = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error && "code" in first ? String(first.code) : "unknown network error";
}
