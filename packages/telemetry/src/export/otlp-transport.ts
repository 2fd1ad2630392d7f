import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
} from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { rejectedSpans } from "./partial-success.ts";

const exportTimeoutMillis = 3_000;
const answerBytesLimit = 65_536;
const millisPerSecond = 1_000;
const longestAskedDelayMillis = 60_000;
const clientErrorStatus = 400;
const serverErrorStatus = 500;
const retryableClientErrors: ReadonlySet<number> = new Set([408, 429]);

export type ExportOutcome =
  | { readonly kind: "accepted"; readonly rejectedSpans: number }
  /** May pass when it is sent again, after the time that the receiver asks for. */
  | { readonly kind: "failed"; readonly askedDelayMillis: number | undefined }
  | { readonly kind: "refused" };

/** Sends one encoded `ExportTraceServiceRequest`. Never throws. */
export type OtlpTransport = (body: Buffer) => Promise<ExportOutcome>;

export const failed: ExportOutcome = { kind: "failed", askedDelayMillis: undefined };

/** OTLP/HTTP with binary protobuf. @see https://opentelemetry.io/docs/specs/otlp/#otlphttp */
export function createHttpTransport(url: string, connectionsLimit: number): OtlpTransport {
  const isSecure = url.startsWith("https:");
  const options = { keepAlive: true, maxSockets: connectionsLimit };
  const agent = isSecure ? new HttpsAgent(options) : new HttpAgent(options);
  const send = isSecure ? httpsRequest : httpRequest;
  return (body) =>
    new Promise((resolve) => {
      const request: ClientRequest = send(url, {
        method: "POST",
        agent,
        headers: { "content-type": "application/x-protobuf", "content-length": body.length },
      });
      // A limit on the whole exchange: a receiver that answers a byte a second must not hold a batch.
      const timer = setTimeout(() => request.destroy(), exportTimeoutMillis);
      const settle = (outcome: ExportOutcome): void => {
        clearTimeout(timer);
        resolve(outcome);
      };
      request.on("response", (response) => readAnswer(response, settle));
      request.on("error", () => settle(failed));
      request.on("close", () => settle(failed));
      request.end(body);
    });
}

function readAnswer(response: IncomingMessage, settle: (outcome: ExportOutcome) => void): void {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  response.on("data", (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (sizeBytes <= answerBytesLimit) chunks.push(chunk);
  });
  response.on("error", () => settle(failed));
  response.on("end", () => {
    const status = response.statusCode ?? serverErrorStatus;
    if (status < 300) settle({ kind: "accepted", rejectedSpans: rejectedSpans(Buffer.concat(chunks)) });
    else if (isRefusal(status)) settle({ kind: "refused" });
    else settle({ kind: "failed", askedDelayMillis: askedDelay(response.headers["retry-after"]) });
  });
}

/** A receiver's refusal (4xx) stands; anything else may pass: OTLP specification, "Failures". */
function isRefusal(status: number): boolean {
  return status >= clientErrorStatus && status < serverErrorStatus && !retryableClientErrors.has(status);
}

function askedDelay(retryAfter: string | undefined): number | undefined {
  const seconds = Number(retryAfter);
  if (retryAfter === undefined || !(seconds >= 0)) return undefined;
  return Math.min(seconds * millisPerSecond, longestAskedDelayMillis);
}
