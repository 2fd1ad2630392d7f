import { SpanKind } from "@opentelemetry/api";
import type { Counter, Histogram, Metrics } from "./metrics.ts";
import { costUsd, type Price, type TokenUsage } from "./price-table.ts";
import { errorType } from "./recorded-error.ts";
import type { Telemetry } from "./telemetry.ts";

const millisPerSecond = 1_000;
/** OpenTelemetry semantic conventions, "GenAI client metrics": the advised boundaries. */
const operationSeconds = [
  0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
];
const tokens = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576];

export interface LanguageModelProvider {
  /** `openai`: OpenTelemetry's `gen_ai.provider.name`. */
  readonly provider: string;
  readonly prices: readonly Price[];
}

export interface LanguageModelCall {
  readonly operation: "chat" | "embeddings" | "text_completion";
  readonly model: string;
}

export interface LanguageModelUsage extends TokenUsage {
  /** The model that answered, where the reply names it. */
  readonly responseModel?: string;
}

export interface LanguageModelObserver {
  /** Runs one call in a client span `OPERATION MODEL`; `report` takes what the reply says was used. */
  call<T>(
    call: LanguageModelCall,
    work: (report: (usage: LanguageModelUsage) => void) => Promise<T>,
  ): Promise<T>;
}

type CallLabel = "gen_ai_operation_name" | "gen_ai_provider_name" | "gen_ai_request_model";

export interface LanguageModelMetrics {
  readonly tokenUsage: Histogram<CallLabel | "gen_ai_token_type">;
  readonly duration: Histogram<CallLabel | "error_type">;
  readonly cost: Counter<"gen_ai_provider_name" | "gen_ai_request_model">;
  readonly unpricedTokens: Counter<"gen_ai_provider_name" | "gen_ai_request_model" | "gen_ai_token_type">;
}

export function defineLanguageModelMetrics(metrics: Metrics): LanguageModelMetrics {
  const call = ["gen_ai_operation_name", "gen_ai_provider_name", "gen_ai_request_model"] as const;
  return {
    tokenUsage: metrics.histogram({
      name: "gen_ai_client_token_usage",
      help: "Tokens used by one call to a language model, as its provider reports them.",
      labels: [...call, "gen_ai_token_type"],
      buckets: tokens,
    }),
    duration: metrics.histogram({
      name: "gen_ai_client_operation_duration_seconds",
      help: "Calls to a language model; error_type is empty for those that were answered.",
      labels: [...call, "error_type"],
      buckets: operationSeconds,
    }),
    cost: metrics.counter({
      name: "gen_ai_client_cost_usd_total",
      help: "Cost of the calls by the prices of their day; calls without a known price are not in it.",
      labels: ["gen_ai_provider_name", "gen_ai_request_model"],
    }),
    unpricedTokens: metrics.counter({
      name: "gen_ai_client_unpriced_tokens_total",
      help: "Tokens used of models whose price is not known.",
      labels: ["gen_ai_provider_name", "gen_ai_request_model", "gen_ai_token_type"],
    }),
  };
}

/** Tokens, time and cost of the calls to one provider. */
export function createLanguageModelObserver(
  { provider, prices }: LanguageModelProvider,
  metrics: LanguageModelMetrics,
  run: Telemetry["span"],
): LanguageModelObserver {
  const record = (call: LanguageModelCall, usage: LanguageModelUsage): void => {
    const model = { gen_ai_provider_name: provider, gen_ai_request_model: call.model };
    const labels = { ...model, gen_ai_operation_name: call.operation };
    const byType = [
      ["input", usage.inputTokens],
      ["output", usage.outputTokens],
    ] as const;
    const cost = costUsd(prices, usage.responseModel ?? call.model, Date.now(), usage);
    if (cost !== undefined) metrics.cost.add(model, cost);
    for (const [type, count] of byType) {
      metrics.tokenUsage.observe({ ...labels, gen_ai_token_type: type }, count);
      if (cost === undefined) metrics.unpricedTokens.add({ ...model, gen_ai_token_type: type }, count);
    }
  };

  return {
    call(call, work) {
      const attributes = {
        "gen_ai.operation.name": call.operation,
        "gen_ai.provider.name": provider,
        "gen_ai.request.model": call.model,
      };
      return run(`${call.operation} ${call.model}`, { kind: SpanKind.CLIENT, attributes }, async (span) => {
        const startedMillis = performance.now();
        const end = (error_type: string): void =>
          metrics.duration.observe(
            {
              gen_ai_operation_name: call.operation,
              gen_ai_provider_name: provider,
              gen_ai_request_model: call.model,
              error_type,
            },
            (performance.now() - startedMillis) / millisPerSecond,
          );
        try {
          const result = await work((usage) => {
            span.setAttributes({
              "gen_ai.usage.input_tokens": usage.inputTokens,
              "gen_ai.usage.output_tokens": usage.outputTokens,
              ...(usage.responseModel !== undefined && { "gen_ai.response.model": usage.responseModel }),
            });
            record(call, usage);
          });
          end("");
          return result;
        } catch (error) {
          end(errorType(error));
          throw error;
        }
      });
    },
  };
}
