import { expect, test } from "vitest";
import { prometheusLabelName, prometheusMetricName, prometheusUnit } from "./prometheus-name.ts";

// Cases follow the OpenTelemetry specification "Prometheus and OpenMetrics Compatibility".
test.each([
  ["http.server.request.duration", "s", "none", "http_server_request_duration_seconds"],
  ["http.requests", "{request}", "total", "http_requests_total"],
  ["requests_total", "1", "total", "requests_total"],
  ["total.requests", "", "total", "requests_total"],
  ["memory.usage", "By", "none", "memory_usage_bytes"],
  ["memory_usage_bytes", "By", "none", "memory_usage_bytes"],
  ["network.io", "By/s", "none", "network_io_bytes_per_second"],
  ["cpu.utilization", "1", "ratio", "cpu_utilization_ratio"],
  ["disk.full", "%", "none", "disk_full_percent"],
  ["speed", "m/s", "none", "speed_meters_per_second"],
  ["a..b--c", "", "none", "a_b_c"],
  ["2nd.try", "", "none", "_2nd_try"],
  ["queue.length", "widgets", "none", "queue_length_widgets"],
  ["colon:kept", "", "none", "colon:kept"],
] as const)("metric %s in %s (%s) is %s", (name, unit, suffix, expected) => {
  expect(prometheusMetricName(name, unit, suffix)).toBe(expected);
});

test.each([
  ["s", "seconds"],
  ["By/s", "bytes_per_second"],
  ["{call}/min", "per_min"],
  ["1", ""],
  ["", ""],
])("unit %j is %j", (unit, expected) => {
  expect(prometheusUnit(unit)).toBe(expected);
});

test.each([
  ["service.name", "service_name"],
  ["http.status-code", "http_status_code"],
  ["9lives", "key_9lives"],
  ["größe", "gr__e"],
  ["", "_"],
])("attribute %j is the label %s", (name, expected) => {
  expect(prometheusLabelName(name)).toBe(expected);
});
