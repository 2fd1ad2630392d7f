import { expect, test } from "vitest";
import { createFieldRedactor } from "./field-redactor.ts";
import { redactSeries } from "./redact-series.ts";

test.each([
  [{ instance: "192.0.2.7:9100" }, { instance: "192.0.2.7:9100" }],
  [{ instance: "192.0.2.8:9100" }, { instance: "[REDACTED:IP_ADDRESS]:9100" }],
  [
    { instance: "192.0.2.7:9100", peer: "192.0.2.8" },
    { instance: "192.0.2.7:9100", peer: "[REDACTED:IP_ADDRESS]" },
  ],
  [{ exported_instance: "192.0.2.7:9100" }, { exported_instance: "[REDACTED:IP_ADDRESS]:9100" }],
])("of %j, the target's own address alone is kept", (labels, expected) => {
  const series = { labels, samples: [], exemplars: [] };
  const redacted = redactSeries(
    series,
    createFieldRedactor(() => {}),
    "192.0.2.7:9100",
  );
  expect(redacted.labels).toEqual(expected);
});
