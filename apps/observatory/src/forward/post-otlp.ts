import { rejectedByReceiver } from "@voiceassist/wire";
import type { OtlpHeaders } from "./otlp-headers.ts";

export interface ForwardTarget {
  readonly url: string;
  /** May be credentials: they are sent to the address and written nowhere. */
  readonly headers: OtlpHeaders;
}

const timeoutMillis = 10_000;
const longestAskedDelayMillis = 60_000;
const maxAnswerSizeBytes = 64 * 1_024;
const millisPerSecond = 1_000;

export type PostOutcome =
  | { readonly kind: "accepted"; readonly rejectedRecords: number }
  /** Final, by the OTLP specification: the same request would be refused again. */
  | { readonly kind: "refused" }
  | { readonly kind: "retry"; readonly afterMillis: number | undefined };

/** OTLP specification, "Retryable Response Codes". */
const retryable: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** OTLP/HTTP in protobuf. Never throws; a redirect is a refusal, so that telemetry goes where the setting says. */
export async function postOtlp(
  { url, headers }: ForwardTarget,
  body: Uint8Array<ArrayBuffer>,
): Promise<PostOutcome> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { ...headers, "content-type": "application/x-protobuf" },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMillis),
    });
    const answer = await boundedAnswer(response);
    if (response.ok) return { kind: "accepted", rejectedRecords: rejectedByReceiver(answer) };
    if (!retryable.has(response.status)) return { kind: "refused" };
    return { kind: "retry", afterMillis: askedDelayMillis(response.headers.get("retry-after"), Date.now()) };
  } catch {
    // The backend is away or slow. The queue counts each attempt as a retry and, in the end, what it drops.
    return { kind: "retry", afterMillis: undefined };
  }
}

async function boundedAnswer(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const part of response.body ?? []) {
    sizeBytes += part.length;
    if (sizeBytes > maxAnswerSizeBytes) break;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** `Retry-After` in seconds or as a date (RFC 9110 section 10.2.3). */
export function askedDelayMillis(header: string | null, nowMillis: number): number | undefined {
  if (header === null) return undefined;
  const millis = /^\s*\d+\s*$/u.test(header)
    ? Number(header) * millisPerSecond
    : Date.parse(header) - nowMillis;
  return Number.isNaN(millis) ? undefined : Math.min(Math.max(millis, 0), longestAskedDelayMillis);
}
