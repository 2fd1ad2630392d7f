import { setTimeout as sleep } from "node:timers/promises";
import type { Telemetry } from "@voiceassist/telemetry";
import { z } from "zod";
import { ApiError } from "../errors/api-error.ts";
import type { GatewayMetrics } from "../gateway-metrics.ts";
import type { OpenAiSettings } from "../settings.ts";

const attemptTimeoutMillis = 15_000;
const overallTimeoutMillis = 28_000;
const attemptLimit = 3;
const firstRetryDelayMillis = 200;
const longestRetryDelayMillis = 5_000;
const largestReplyBytes = 8 * 1024 * 1024;

const usage = z.object({ prompt_tokens: z.number(), completion_tokens: z.number().default(0) });
const usageOfReply = z.object({ model: z.string().optional(), usage: usage.optional() });

export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

interface OpenAiReply<Body> {
  readonly body: Body;
  readonly usage?: TokenUsage;
}

/** Calls an OpenAI-compatible endpoint: observed, bounded in time, repeated when that can help. */
export interface OpenAiClient {
  /**
   * @param operation a constant, for labels
   * @throws ApiError PROVIDER_FAILED, PROVIDER_TIMEOUT
   */
  post<Body>(
    operation: string,
    path: string,
    request: Readonly<Record<string, unknown>> & { readonly model: string },
    reply: z.ZodType<Body>,
  ): Promise<OpenAiReply<Body>>;
}

export function openAiClient(
  settings: OpenAiSettings,
  dependencies: { readonly telemetry: Telemetry; readonly metrics: GatewayMetrics },
): OpenAiClient {
  const { telemetry, metrics } = dependencies;

  const attempt = (operation: string, path: string, body: string, signal: AbortSignal): Promise<Response> =>
    telemetry.fetch({ service: "openai", operation }, `${settings.baseUrl}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${settings.apiKey}` },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(attemptTimeoutMillis)]),
    });

  return {
    async post(operation, path, request, reply) {
      const body = JSON.stringify(request);
      const overall = AbortSignal.timeout(overallTimeoutMillis);
      let failure: ApiError = new ApiError("PROVIDER_FAILED");
      for (let number = 1; number <= attemptLimit && !overall.aborted; number += 1) {
        let retryAfterMillis = firstRetryDelayMillis * 2 ** (number - 1);
        try {
          const response = await attempt(operation, path, body, overall);
          if (response.ok) return readReply(await readBounded(response), reply, request.model, metrics);
          failure = new ApiError("PROVIDER_FAILED", {
            cause: new Error(`the provider answered ${response.status}`),
          });
          await response.body?.cancel();
          if (!isRetriable(response.status)) break;
          retryAfterMillis = askedDelayMillis(response) ?? retryAfterMillis;
        } catch (error) {
          if (error instanceof ApiError) throw error;
          failure = new ApiError(isTimeout(error) ? "PROVIDER_TIMEOUT" : "PROVIDER_FAILED", { cause: error });
        }
        if (number < attemptLimit)
          await sleep(Math.min(retryAfterMillis, longestRetryDelayMillis) * jitter());
      }
      throw failure;
    },
  };
}

function readReply<Body>(
  body: unknown,
  schema: z.ZodType<Body>,
  model: string,
  metrics: GatewayMetrics,
): OpenAiReply<Body> {
  const parsed = schema.safeParse(body);
  if (!parsed.success)
    throw new ApiError("PROVIDER_FAILED", { cause: new Error("the provider's reply has another form") });
  const reported = usageOfReply.safeParse(body);
  if (!reported.success || reported.data.usage === undefined) return { body: parsed.data };
  const promptTokens = reported.data.usage.prompt_tokens;
  const completionTokens = reported.data.usage.completion_tokens;
  metrics.llmTokens.add({ model, type: "prompt" }, promptTokens);
  metrics.llmTokens.add({ model, type: "completion" }, completionTokens);
  return { body: parsed.data, usage: { promptTokens, completionTokens } };
}

/** @throws ApiError PROVIDER_FAILED when the reply is too large or not JSON. */
async function readBounded(response: Response): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const part of response.body ?? []) {
    sizeBytes += part.byteLength;
    if (sizeBytes > largestReplyBytes)
      throw new ApiError("PROVIDER_FAILED", { cause: new Error("the provider's reply is too large") });
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString("utf8"));
  } catch {
    // The syntax error quotes the reply, which may repeat what the question said.
    throw new ApiError("PROVIDER_FAILED", { cause: new Error("the provider's reply is not JSON") });
  }
}

function isRetriable(status: number): boolean {
  return status === 408 || status === 409 || status === 429 || status >= 500;
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && (error.name === "TimeoutError" || error.name === "AbortError");
}

function askedDelayMillis(response: Response): number | undefined {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined;
}

/** Between a half and one, so that clients that failed together do not return together. */
function jitter(): number {
  return 0.5 + Math.random() / 2;
}
