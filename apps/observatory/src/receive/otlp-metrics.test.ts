import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type RunningObservatory, runObservatory } from "../testing/running-observatory.ts";

// Each write is flushed to a disk that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const nowMillis = Math.floor(Date.now() / 1_000) * 1_000;
const nano = (offsetSeconds: number): string => `${nowMillis + offsetSeconds * 1_000}000000`;
let observatory: RunningObservatory;

beforeAll(async () => {
  observatory = await runObservatory("scrape_configs: []\n");
});

afterAll(() => observatory.stop());

function request(metric: object): object {
  const attributes = [
    { key: "service.name", value: { stringValue: "shop" } },
    { key: "service.version", value: { stringValue: "1.2" } },
  ];
  return { resourceMetrics: [{ resource: { attributes }, scopeMetrics: [{ metrics: [metric] }] }] };
}

async function instant(query: string): Promise<unknown> {
  const path = `/api/v1/query?time=${nowMillis / 1_000}&query=${encodeURIComponent(query)}`;
  const { text } = await observatory.get("prometheus", path);
  return JSON.parse(text).data.result;
}

test("deltas sent to the Prometheus port add up, under the names and with the target that Prometheus gives", async () => {
  for (const [offsetSeconds, asInt] of [
    [-2, "3"],
    [-1, "4"],
  ] as const) {
    const dataPoints = [{ timeUnixNano: nano(offsetSeconds), asInt }];
    const sum = { aggregationTemporality: 1, isMonotonic: true, dataPoints };
    const answer = await observatory.post(
      "prometheus",
      "/api/v1/otlp/v1/metrics",
      request({ name: "shop.orders", unit: "By", sum }),
    );
    expect([answer.status, answer.text]).toEqual([200, "{}"]);
  }
  expect(await instant("shop_orders_bytes_total")).toEqual([
    { metric: { __name__: "shop_orders_bytes_total", job: "shop" }, value: [nowMillis / 1_000, "7"] },
  ]);
  expect(await instant("target_info")).toMatchObject([{ metric: { job: "shop", service_version: "1.2" } }]);
});

test("an exponential histogram is a native histogram", async () => {
  const point = { timeUnixNano: nano(-1), count: "4", sum: 6, scale: 0, zeroCount: "0" };
  const dataPoints = [{ ...point, positive: { offset: 0, bucketCounts: ["4"] } }];
  const metric = {
    name: "shop.wait",
    unit: "s",
    exponentialHistogram: { aggregationTemporality: 2, dataPoints },
  };
  expect((await observatory.post("otlp", "/v1/metrics", request(metric))).status).toBe(200);
  expect(await instant("histogram_count(shop_wait_seconds)")).toMatchObject([
    { value: [nowMillis / 1_000, "4"] },
  ]);
  expect(await instant("histogram_avg(shop_wait_seconds)")).toMatchObject([
    { value: [nowMillis / 1_000, "1.5"] },
  ]);
});
