import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { dashboard } from "./dashboard.ts";
import { chart, figure } from "./panel.ts";
import { gateway, quantile, rateBy } from "./query.ts";

/** Names by OpenTelemetry's conventions for generative AI. */
export const llm: Dashboard = dashboard({
  uid: "voiceassist-llm",
  title: "VoiceAssist language models",
  description: "Tokens, cost and speed of language models, and of the answers and searches that use them.",
  from: "now-6h",
  refresh: "1m",
  byInstance: true,
  alertMarks: true,
  panels: [
    figure({
      title: "Cost, 24 h",
      description:
        "US dollars by the prices of the day; calls of models without a known price are not in it.",
      width: 8,
      unit: "currencyUSD",
      decimals: 2,
      thresholds: [{ colour: "green" }],
      query: { expr: `sum(increase(gen_ai_client_cost_usd_total{${gateway}}[24h]))`, legend: "" },
    }),
    figure({
      title: "Tokens, 24 h",
      description: "Tokens that the providers report as used.",
      width: 8,
      unit: "short",
      thresholds: [{ colour: "green" }],
      query: { expr: `sum(increase(gen_ai_client_token_usage_sum{${gateway}}[24h]))`, legend: "" },
    }),
    figure({
      title: "Unpriced tokens, 24 h",
      description: "Tokens of models whose price is not known: the cost is at least what is shown.",
      width: 8,
      unit: "short",
      thresholds: [{ colour: "green" }, { colour: "orange", from: 1 }],
      query: { expr: `sum(increase(gen_ai_client_unpriced_tokens_total{${gateway}}[24h]))`, legend: "" },
    }),
    chart({
      title: "Tokens by model",
      description: "Tokens a second, by model and kind.",
      unit: "short",
      min: 0,
      stacked: true,
      queries: [
        {
          expr: rateBy("gen_ai_request_model, gen_ai_token_type", "gen_ai_client_token_usage_sum", gateway),
          legend: "{{gen_ai_request_model}} {{gen_ai_token_type}}",
        },
      ],
    }),
    chart({
      title: "Cost by model",
      description: "US dollars an hour.",
      unit: "currencyUSD",
      min: 0,
      stacked: true,
      queries: [
        {
          expr: `3600 * ${rateBy("gen_ai_request_model", "gen_ai_client_cost_usd_total", gateway)}`,
          legend: "{{gen_ai_request_model}}",
        },
      ],
    }),
    chart({
      title: "Calls to the model, P95",
      description: "95% of the calls are answered within this time, by operation.",
      unit: "s",
      min: 0,
      queries: [
        {
          expr: quantile(0.95, "gen_ai_client_operation_duration_seconds", gateway, [
            "gen_ai_operation_name",
          ]),
          legend: "{{gen_ai_operation_name}}",
          exemplars: true,
        },
      ],
    }),
    chart({
      title: "Calls to other services",
      description: "Calls a second by service and status.",
      unit: "cps",
      min: 0,
      queries: [
        {
          expr: rateBy("service, operation, status", "external_api_calls_total", gateway),
          legend: "{{service}} {{operation}} {{status}}",
        },
      ],
    }),
    chart({
      title: "Answers",
      description: "Half and 95% of the questions are answered within these times. A dot opens its trace.",
      unit: "s",
      min: 0,
      queries: [
        { expr: quantile(0.5, "rag_query_duration_seconds", gateway), legend: "P50" },
        { expr: quantile(0.95, "rag_query_duration_seconds", gateway), legend: "P95", exemplars: true },
      ],
    }),
    chart({
      title: "Vector searches",
      description: "Half and 95% of the searches end within these times, the embedding included.",
      unit: "s",
      min: 0,
      queries: [
        { expr: quantile(0.5, "vector_search_duration_seconds", gateway), legend: "P50" },
        { expr: quantile(0.95, "vector_search_duration_seconds", gateway), legend: "P95", exemplars: true },
      ],
    }),
    chart({
      title: "Slow answers",
      description: "Share of the questions of a quarter of an hour that took over 30 s; the alert is at 5%.",
      width: 24,
      unit: "percentunit",
      min: 0,
      queries: [
        {
          expr: `job:rag_queries_over_30s:increase15m{${gateway}} / (job:rag_queries_over_30s:increase15m{${gateway}} + job:rag_queries_fast_success:increase15m{${gateway}} > 0)`,
          legend: "over 30 s",
        },
      ],
    }),
  ],
});
