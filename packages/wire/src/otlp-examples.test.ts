import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { DecodeResult } from "./decode-result.ts";
import { decodeLogs } from "./otlp-logs.ts";
import { decodeMetrics } from "./otlp-metrics.ts";
import { decodeTraces } from "./otlp-traces.ts";

const examples = fileURLToPath(new URL("../../../../shared/conformance/otlp/examples/", import.meta.url));
const absent = !existsSync(examples);

function decodedValue<T>(result: DecodeResult<T>): T {
  if (!result.ok) throw new Error(`${result.error.what} at ${result.error.where}`);
  return result.value;
}

describe.skipIf(absent)("the OTLP specification's examples (skipped where they are absent)", () => {
  const read = (name: string): Uint8Array => readFileSync(examples + name);

  test("trace.json", () => {
    expect(decodedValue(decodeTraces(read("trace.json"), "json"))).toEqual([
      expect.objectContaining({
        traceId: "5b8efff798038103d269b633813fc60c",
        spanId: "eee19b7ec3c1b174",
        parentSpanId: "eee19b7ec3c1b173",
        name: "I'm a server span",
        kind: "server",
        startUnixNano: 1544712660000000000n,
        endUnixNano: 1544712661000000000n,
        attributes: { "my.span.attr": "some value" },
        resource: { attributes: { "service.name": "my.service" } },
        scope: {
          name: "my.library",
          version: "1.0.0",
          attributes: { "my.scope.attribute": "some scope attribute" },
        },
        statusCode: "unset",
      }),
    ]);
  });

  test("logs.json", () => {
    const [record] = decodedValue(decodeLogs(read("logs.json"), "json"));
    expect(record).toMatchObject({
      timeUnixNano: 1544712660300000000n,
      severityNumber: 10,
      body: "Example log record",
      traceId: "5b8efff798038103d269b633813fc60c",
      attributes: {
        "string.attribute": "some string",
        "boolean.attribute": true,
        "int.attribute": 10,
        "double.attribute": 637.704,
        "array.attribute": ["many", "values"],
        "map.attribute": { "some.map.key": "some value" },
      },
    });
  });

  test("events.json", () => {
    const [record] = decodedValue(decodeLogs(read("events.json"), "json"));
    expect(record).toMatchObject({ eventName: "browser.page_view", body: { type: 0 } });
  });

  test("metrics.json", () => {
    const metrics = decodedValue(decodeMetrics(read("metrics.json"), "json"));
    expect(metrics.map(({ name, data }) => [name, data.kind, data.points.length])).toEqual([
      ["my.counter", "sum", 1],
      ["my.gauge", "gauge", 1],
      ["my.histogram", "histogram", 1],
      ["my.exponential.histogram", "exponentialHistogram", 1],
    ]);
  });
});
