import { setTimeout as sleep } from "node:timers/promises";
import { openAiPrices, type Telemetry } from "@voiceassist/telemetry";
import { z } from "zod";
import { ApiError } from "../errors/api-error.ts";
import type { OpenAiSettings } from "../settings.ts";

const attemptTimeoutMillis = 15_000;
const overallTimeoutMillis = 28_000;
const probeTimeoutMillis = 2_500;
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
  /** That answered, where the reply says it. */
  readonly model?: string;
}

/** Calls an OpenAI-compatible endpoint: observed, bounded in time, repeated when that can help. */
export interface OpenAiClient {
  /** @throws ApiError PROVIDER_FAILED, PROVIDER_TIMEOUT */
  post<Body>(
    operation: Operation,
    path: string,
    request: Readonly<Record<string, unknown>> & { readonly model: string },
    reply: z.ZodType<Body>,
  ): Promise<OpenAiReply<Body>>;
  /** Rejects when the provider does not answer, or not to this key. Costs nothing. */
  probe(): Promise<void>;
}

/** Label of the external call, and the GenAI conventions' name for it. */
const operations = { chat_completion: "chat", embeddings: "embeddings" } as const;
type Operation = keyof typeof operations;

export function openAiClient(
  settings: OpenAiSettings,
  { telemetry }: { readonly telemetry: Telemetry },
): OpenAiClient {
  const observer = telemetry.observeLanguageModel({ provider: "openai", prices: openAiPrices });

  const attempt = (operation: string, path: string, body: string, signal: AbortSignal): Promise<Response> =>
    telemetry.fetch({ service: "openai", operation }, `${settings.baseUrl}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${settings.apiKey}` },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(attemptTimeoutMillis)]),
    });

  const post = async <Body>(
    operation: Operation,
    path: string,
    request: object,
    reply: z.ZodType<Body>,
  ): Promise<OpenAiReply<Body>> => {
    const body = JSON.stringify(request);
    const overall = AbortSignal.timeout(overallTimeoutMillis);
    let failure: ApiError = new ApiError("PROVIDER_FAILED");
    for (let number = 1; number <= attemptLimit && !overall.aborted; number += 1) {
      let retryAfterMillis = firstRetryDelayMillis * 2 ** (number - 1);
      try {
        const response = await attempt(operation, path, body, overall);
        if (response.ok) return readReply(await readBounded(response), reply);
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
      if (number < attemptLimit) await sleep(Math.min(retryAfterMillis, longestRetryDelayMillis) * jitter());
    }
    throw failure;
  };

  return {
    post: (operation, path, request, reply) =>
      observer.call({ operation: operations[operation], model: request.model }, async (report) => {
        const answered = await post(operation, path, request, reply);
        if (answered.usage !== undefined)
          report({
            inputTokens: answered.usage.promptTokens,
            outputTokens: answered.usage.completionTokens,
            ...(answered.model === undefined ? {} : { responseModel: answered.model }),
          });
        return answered;
      }),
    async probe() {
      const response = await telemetry.fetch(
        { service: "openai", operation: "models" },
        `${settings.baseUrl}/models`,
        {
          headers: { authorization: `Bearer ${settings.apiKey}` },
          signal: AbortSignal.timeout(probeTimeoutMillis),
        },
      );
      await response.body?.cancel();
      if (!response.ok) throw new Error(`the provider answered ${response.status}`);
    },
  };
}

function readReply<Body>(body: unknown, schema: z.ZodType<Body>): OpenAiReply<Body> {
  const parsed = schema.safeParse(body);
  if (!parsed.success)
    throw new ApiError("PROVIDER_FAILED", { cause: new Error("the provider's reply has another form") });
  const reported = usageOfReply.safeParse(body);
  if (!reported.success || reported.data.usage === undefined) return { body: parsed.data };
  const promptTokens = reported.data.usage.prompt_tokens;
  const completionTokens = reported.data.usage.completion_tokens;
  const { model } = reported.data;
  return {
    body: parsed.data,
    usage: { promptTokens, completionTokens },
    ...(model === undefined ? {} : { model }),
  };
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
