import { languageFeatures } from "@voiceassist/promql";
import type { Settings } from "../../settings.ts";

/** `data` of `/api/v1/features`: what a client may use, by the names that Prometheus has for it. */
export function features(settings: Settings): unknown {
  const language = languageFeatures(settings.promqlFeatures);
  return {
    api: {
      admin: settings.adminApi,
      exclude_alerts: true,
      label_values_match: true,
      lifecycle: true,
      otlp_write_receiver: true,
      query_stats: true,
      query_warnings: true,
      remote_write_receiver: true,
      search: false,
      time_range_labels: true,
      time_range_series: true,
    },
    otlp_receiver: { delta_conversion: true, native_delta_ingestion: false },
    prometheus: { agent_mode: false, auto_reload_config: false, server_mode: true },
    promql: {
      ...language.syntax,
      delayed_name_removal: false,
      per_query_lookback_delta: true,
      per_step_stats: true,
      type_and_unit_labels: false,
    },
    promql_functions: language.functions,
    promql_operators: language.operators,
    rules: { concurrent_rule_eval: false, keep_firing_for: true, query_offset: true },
    scrape: {
      extra_scrape_metrics: true,
      openmetrics2: false,
      start_timestamp_zero_ingestion: false,
      type_and_unit_labels: false,
    },
    service_discovery_providers: { file: true, static: true },
    tsdb: { exemplar_storage: true, native_histograms: true, st_storage: false },
  };
}
