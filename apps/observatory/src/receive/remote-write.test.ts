import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { remoteWriteV1, remoteWriteV2, type WrittenSeries } from "../testing/remote-write-request.ts";
import { type RunningObservatory, runObservatory } from "../testing/running-observatory.ts";

// Each write is flushed to a disk that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const v1Type = "application/x-protobuf";
const v2Type = "application/x-protobuf;proto=io.prometheus.write.v2.Request";
const minuteMillis = 60_000;
const nowMillis = Math.floor(Date.now() / 1_000) * 1_000;
const dayMillis = 24 * 60 * minuteMillis;

let observatory: RunningObservatory;

beforeAll(async () => {
  observatory = await runObservatory("scrape_configs: []\n");
});

afterAll(() => observatory.stop());

function write(body: Uint8Array, headers: Readonly<Record<string, string>> = {}) {
  const standard = { "content-type": v1Type, "content-encoding": "snappy" };
  return observatory.post("prometheus", "/api/v1/write", body, { ...standard, ...headers });
}

const one = (name: string, ...samples: readonly (readonly [number, number])[]): WrittenSeries => ({
  labels: { __name__: name, job: "remote" },
  samples,
});

async function instant(
  query: string,
): Promise<readonly { metric: Record<string, string>; value: [number, string] }[]> {
  const answer = await observatory.get(
    "prometheus",
    `/api/v1/query?time=${nowMillis / 1_000}&query=${encodeURIComponent(query)}`,
  );
  return JSON.parse(answer.text).data.result;
}

describe.each([
  ["1.0", v1Type, remoteWriteV1],
  ["1.0, named", "application/x-protobuf;proto=prometheus.WriteRequest", remoteWriteV1],
  ["2.0", v2Type, remoteWriteV2],
])("remote write %s", (version, contentType, encode) => {
  const name = `written_${version.replace(/\W/gu, "_")}`;
  const isSecond = version === "2.0";

  test("answers 204 after the commit, and again for the same request, which is kept once", async () => {
    const body = encode([one(name, [nowMillis - 2_000, 1], [nowMillis - 1_000, 2])]);
    for (let attempt = 0; attempt < 2; attempt++) {
      const answer = await write(body, { "content-type": contentType });
      expect([answer.status, answer.text]).toEqual([204, ""]);
      expect(answer.headers.get("x-prometheus-remote-write-samples-written")).toBe(isSecond ? "2" : null);
    }
    expect((await instant(`count_over_time(${name}[1m])`))[0]?.value[1]).toBe("2");
  });

  test.each<[string, WrittenSeries, string]>([
    ["another value for a time", one(name, [nowMillis - 1_000, 9]), "duplicate sample for timestamp (1)"],
    ["a sample older than the newest", one(name, [nowMillis - minuteMillis, 9]), "out of order sample (1)"],
    [
      "a sample from beyond the retention",
      one(`${name}_old`, [nowMillis - 91 * dayMillis, 9]),
      "out of bounds (1)",
    ],
    ["a sample from the future", one(`${name}_new`, [nowMillis + dayMillis, 9]), "out of bounds (1)"],
    [
      "a series without a name",
      { labels: { job: "x" }, samples: [[nowMillis, 1]] },
      "a series without a metric name (1)",
    ],
  ])("answers 400 to %s and keeps the rest", async (problem, series, reason) => {
    const other = `${name}_${problem.replace(/\W/gu, "_")}`;
    const answer = await write(encode([series, one(other, [nowMillis, 5])]), { "content-type": contentType });
    expect([answer.status, answer.text]).toEqual([400, `${reason}; the rest was kept\n`]);
    expect(answer.headers.get("x-prometheus-remote-write-samples-written")).toBe(isSecond ? "1" : null);
    expect((await instant(other))[0]?.value[1]).toBe("5");
  });

  test("redacts label values, counts them and keeps their series apart", async () => {
    const secrets = ["219-09-9999", "457-55-5462"];
    const series = secrets.map((ssn, index) => ({
      labels: { __name__: `${name}_phi`, note: ssn },
      samples: [[nowMillis, index + 1]] as const,
    }));
    expect((await write(encode(series), { "content-type": contentType })).status).toBe(204);
    const found = await instant(`${name}_phi`);
    expect(found.map(({ value }) => value[1]).sort()).toEqual(["1", "2"]);
    for (const { metric } of found) expect(metric.note).toMatch(/^\[REDACTED:SSN\]#[0-9a-f]{10}$/u);
    const own = await observatory.get("prometheus", "/metrics");
    expect(own.text).toMatch(
      /phi_redactions_total\{boundary="remote_write",signal="metrics",type="ssn"\} [1-9]/u,
    );
  });
});

test.each<[string, Record<string, string>, Uint8Array, number]>([
  ["JSON", { "content-type": "application/json" }, new Uint8Array(), 415],
  ["an unknown message", { "content-type": `${v1Type};proto=example.Request` }, new Uint8Array(), 415],
  ["gzip", { "content-encoding": "gzip" }, new Uint8Array(), 415],
  ["what is not Snappy", {}, Uint8Array.of(200, 1, 2), 400],
  ["a block that would be too large", {}, Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f), 413],
  ["what is no request", {}, Uint8Array.of(2, 4, 0x0a, 0xff), 400],
])("refuses %s", async (_name, headers, body, status) => {
  expect((await write(body, headers)).status).toBe(status);
});
