import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type RunningObservatory, runObservatory } from "../testing/running-observatory.ts";

// Each write is flushed to a disk that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let observatory: RunningObservatory;

beforeAll(async () => {
  observatory = await runObservatory("scrape_configs: []\n");
});

afterAll(() => observatory.stop());

const span = {
  id: "352bff9a74ca9ad2",
  traceId: "5af7183fb1d4cf5f",
  name: "get /charts",
  timestamp: Date.now() * 1_000,
  duration: 1_431,
  kind: "SERVER",
  localEndpoint: { serviceName: "charts" },
  tags: { note: "SSN 219-09-9999", "http.method": "GET" },
  annotations: [{ timestamp: Date.now() * 1_000, value: "mailed jane.roe@example.org" }],
};

test("spans of Zipkin are kept and redacted, and count at their own door", async () => {
  const answer = await observatory.post("zipkin", "/api/v2/spans", gzipSync(JSON.stringify([span])), {
    "content-encoding": "gzip",
  });
  expect(answer.status, answer.text).toBe(202);
  const { text } = await observatory.get("jaeger", `/api/traces/${span.traceId}`);
  expect(text).toContain('"serviceName":"charts"');
  expect(text).toContain("get /charts");
  expect(text).not.toContain("219-09-9999");
  expect(text).not.toContain("jane.roe");
  const own = await observatory.get("prometheus", "/metrics");
  expect(own.text).toContain('phi_redactions_total{boundary="zipkin",signal="traces",type="ssn"} 1');
  expect(own.text).toContain('observatory_records_received_total{boundary="zipkin",signal="traces"} 1');
});

test.each([
  ["no JSON", "{", {}, 400],
  ["another type", "[]", { "content-type": "application/x-thrift" }, 415],
  ["an unknown encoding", "[]", { "content-encoding": "br" }, 400],
  ["a span without an id", JSON.stringify([{ ...span, id: undefined }]), {}, 400],
  ["an empty list", "[]", {}, 202],
])("%s", async (_, body, headers, status) => {
  const answer = await observatory.post("zipkin", "/api/v2/spans", body, headers);
  expect(answer.status, answer.text).toBe(status);
  expect(answer.text).not.toContain("219-09");
});
