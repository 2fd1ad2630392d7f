import { writeFileSync } from "node:fs";
import { createServer, get as httpGet, type Server } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningObservatory, runObservatory } from "./testing/running-observatory.ts";

const scrapeEverySecond = `
global: {scrape_interval: 1s, scrape_timeout: 900ms}
scrape_configs:
  - job_name: sample
    file_sd_configs: [{files: [targets/*.yml]}]
`;

let observatory: RunningObservatory;
let target: Server;
let exposition = "";
const timeNano = BigInt(Date.now()) * 1_000_000n;

beforeAll(async () => {
  target = createServer((_request, response) => {
    response.setHeader("content-type", "text/plain; version=0.0.4");
    response.end(exposition);
  });
  await new Promise<void>((resolve) => target.listen(0, "127.0.0.1", resolve));
  observatory = await runObservatory(scrapeEverySecond);
}, 60_000);

afterAll(async () => {
  target.close();
  await observatory.stop();
}, 30_000);

const text = (key: string, value: string) => ({ key, value: { stringValue: value } });

/** Distinct identifiers, by the place that each was put in. */
const canaries = new Map<string, string>();
function canary(place: string): string {
  const digits = String(1_000 + canaries.size);
  const value = `219-09-${digits}`;
  canaries.set(place, value);
  return value;
}

async function expectNoCanary(...answers: readonly string[]): Promise<void> {
  for (const answer of answers) {
    for (const [place, value] of canaries) {
      const shapes = [
        value,
        value.replaceAll("-", "_"),
        value.replaceAll("-", ""),
        Buffer.from(value).toString("base64"),
      ];
      for (const shape of shapes) expect(answer.includes(shape), `${place} as ${shape}`).toBe(false);
    }
  }
}

const resource = () => ({
  attributes: [
    text("service.name", "leaky"),
    text("owner", canary("resource attribute value")),
    text(`key ${canary("resource attribute key")}`, "x"),
  ],
});
const scope = () => ({
  name: `scope ${canary("scope name")}`,
  version: canary("scope version"),
  attributes: [text("a", canary("scope attribute"))],
});

test.each([
  ["otlp", "/v1/unknown", 404],
  ["prometheus", "/-/healthy", 200],
  ["prometheus", "/-/ready", 200],
  ["prometheus", "/api/v1/rules", 200],
  ["prometheus", "/api/v1/query_exemplars?query=test&start=1&end=2", 200],
  ["prometheus", "/api/v1/nothing", 404],
  ["prometheus", "/api/v1/series", 400],
  ["loki", "/ready", 200],
  ["loki", "/loki/api/v1/status/buildinfo", 200],
  ["loki", "/loki/api/v1/nothing", 404],
  ["jaeger", "/api/services", 200],
  ["jaeger", "/api/traces", 400],
  ["alertmanager", "/-/healthy", 200],
  ["alertmanager", "/api/v2/status", 200],
  ["alertmanager", "/alertmanager/api/v2/status", 404],
  ["console", "/api/health", 200],
  ["console", "/api/search", 200],
  ["console", "/api/dashboards/uid/voiceassist-overview", 200],
  ["console", "/api/dashboards/uid/none", 404],
  ["console", "/api/nothing", 404],
  ["console", "/api/datasources/proxy/uid/prometheus/api/v1/labels", 200],
  ["console", "/api/datasources/proxy/uid/loki/loki/api/v1/labels", 200],
  ["console", "/api/datasources/proxy/uid/jaeger/api/services", 200],
  ["console", "/traces", 503],
] as const)("%s answers %s with %d", async (listener, path, status) => {
  const answer = await observatory.get(listener, path);
  expect(answer.status).toBe(status);
  expect(answer.text).not.toContain("<html");
});

test("the proxy of the console takes no pushes", async () => {
  const answer = await observatory.post("console", "/api/datasources/proxy/uid/loki/loki/api/v1/push", {
    streams: [],
  });
  expect(answer.status).toBe(404);
});

test("a host name that is not loopback is refused", async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const options = { headers: { host: "rebound.example:3000" } };
    httpGet(observatory.url("console", "/api/health"), options, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on("error", reject);
  });
  expect(status).toBe(403);
});

test("pages may not be framed and run only their own scripts", async () => {
  const { headers } = await observatory.get("console", "/");
  expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  expect(headers.get("content-security-policy")).toContain("default-src 'self'");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});

test("a span comes back through the Jaeger API without what identifies", async () => {
  const traceId = "5b8efff798038103d269b633813fc60c";
  const body = {
    resourceSpans: [
      {
        resource: resource(),
        scopeSpans: [
          {
            scope: scope(),
            spans: [
              {
                traceId,
                spanId: "eee19b7ec3c1b174",
                name: `GET /patients/${canary("span name, path")}?ssn=${canary("span name, query")}`,
                kind: 2,
                startTimeUnixNano: String(timeNano),
                endTimeUnixNano: String(timeNano + 5_000_000n),
                traceState: `k=${canary("span tracestate")}`,
                attributes: [
                  text("note", canary("span attribute value")),
                  text(`k ${canary("span attribute key")}`, "x"),
                  { key: "bytes", value: { bytesValue: Buffer.from(canary("bytes")).toString("base64") } },
                  {
                    key: "list",
                    value: { arrayValue: { values: [{ stringValue: canary("array element") }] } },
                  },
                  { key: "map", value: { kvlistValue: { values: [text("in", canary("map value"))] } } },
                  { key: "ssn", value: { intValue: canary("integer").replaceAll("-", "") } },
                ],
                events: [
                  {
                    name: `event ${canary("event name")}`,
                    timeUnixNano: String(timeNano),
                    attributes: [text("exception.message", `no ${canary("event attribute")}`)],
                  },
                ],
                links: [
                  {
                    traceId: "5b8efff798038103d269b633813fc60d",
                    spanId: "eee19b7ec3c1b175",
                    traceState: `k=${canary("link tracestate")}`,
                    attributes: [text("l", canary("link attribute"))],
                  },
                ],
                status: { code: 2, message: `failed for ${canary("status message")}` },
              },
            ],
          },
        ],
      },
    ],
  };
  const sent = await observatory.post("otlp", "/v1/traces", gzipSync(JSON.stringify(body)), {
    "content-encoding": "gzip",
  });
  expect([sent.status, sent.text]).toEqual([200, "{}"]);

  const byId = await observatory.get("jaeger", `/api/traces/${traceId}`);
  const [trace] = JSON.parse(byId.text).data;
  expect(trace.spans[0].operationName).toContain("GET /patients/[REDACTED:");
  expect(trace.processes.p1.serviceName).toBe("leaky");
  const found = await observatory.get(
    "jaeger",
    `/api/traces?service=leaky&tags=${encodeURIComponent('{"error":"true"}')}`,
  );
  expect(JSON.parse(found.text).data).toHaveLength(1);
  const operations = await observatory.get("jaeger", "/api/services/leaky/operations");
  await expectNoCanary(byId.text, found.text, operations.text);
});

test("log records and pushed lines come back through the Loki API without what identifies", async () => {
  const records = {
    resourceLogs: [
      {
        resource: resource(),
        scopeLogs: [
          {
            scope: scope(),
            logRecords: [
              {
                timeUnixNano: String(timeNano),
                severityText: `INFO ${canary("severity text")}`,
                eventName: `e ${canary("event name of a log")}`,
                body: { stringValue: `called ${canary("log body")}` },
                attributes: [
                  text("note", canary("log attribute value")),
                  text(`k_${canary("log attribute key").replaceAll("-", "_")}`, "x"),
                ],
              },
              {
                timeUnixNano: String(timeNano + 1n),
                body: { kvlistValue: { values: [text("ssn", canary("structured log body"))] } },
              },
            ],
          },
        ],
      },
    ],
  };
  expect((await observatory.post("otlp", "/v1/logs", records)).status).toBe(200);
  const clean = '{"msg": "kept to the byte",  "n": 1.0}';
  const push = {
    streams: [
      {
        stream: { service: "pushed", who: canary("stream label") },
        values: [
          [String(timeNano), `{"patient_name":"Zorblax Quimby","a":{"ssn":"${canary("JSON line")}"}}`],
          [String(timeNano + 1n), `plain ${canary("plain line")}`, { meta: canary("metadata") }],
          [String(timeNano + 2n), clean],
        ],
      },
    ],
  };
  expect((await observatory.post("loki", "/loki/api/v1/push", push)).status).toBe(204);

  const query = (selector: string) =>
    observatory.get("loki", `/loki/api/v1/query_range?since=1h&query=${encodeURIComponent(selector)}`);
  const fromOtlp = await query('{service_name="leaky"}');
  const pushed = await query('{service="pushed"}');
  expect(fromOtlp.text).toContain("called [REDACTED:SSN]");
  const lines = JSON.parse(pushed.text).data.result.flatMap((stream: { values: string[][] }) =>
    stream.values.map((value) => value[1]),
  );
  expect(lines).toContain(clean);
  expect(pushed.text).not.toContain("Zorblax");
  const labels = await observatory.get("loki", "/loki/api/v1/labels");
  const values = await observatory.get("loki", "/loki/api/v1/label/who/values");
  const series = await observatory.get(
    "loki",
    `/loki/api/v1/series?match[]=${encodeURIComponent('{service="pushed"}')}`,
  );
  await expectNoCanary(fromOtlp.text, pushed.text, labels.text, values.text, series.text);
});

test("metrics come back through the Prometheus API without what identifies, and stay apart", async () => {
  const point = (value: number, label: string) => ({
    timeUnixNano: String(BigInt(Date.now()) * 1_000_000n),
    asDouble: value,
    attributes: [text("patient", canary(label))],
    exemplars: [
      {
        timeUnixNano: String(timeNano),
        asDouble: 1,
        filteredAttributes: [text("p", canary(`exemplar of ${label}`))],
      },
    ],
  });
  const body = {
    resourceMetrics: [
      {
        resource: resource(),
        scopeMetrics: [
          {
            scope: scope(),
            metrics: [
              {
                name: "visits",
                description: `of ${canary("metric description")}`,
                unit: "1",
                sum: {
                  aggregationTemporality: 2,
                  isMonotonic: true,
                  dataPoints: [point(5, "first patient"), point(6, "second patient")],
                },
              },
              {
                name: `m_${canary("metric name").replaceAll("-", "_")}`,
                gauge: { dataPoints: [point(1, "gauge")] },
              },
            ],
          },
        ],
      },
    ],
  };
  expect((await observatory.post("otlp", "/v1/metrics", body)).status).toBe(200);
  const answer = await observatory.get("prometheus", "/api/v1/query?query=visits_total");
  const values = JSON.parse(answer.text).data.result.map(
    ({ value }: { value: [number, string] }) => value[1],
  );
  expect(values.sort()).toEqual(["5", "6"]);
  await expectNoCanary(
    answer.text,
    ...(await Promise.all(
      [
        `/api/v1/query?query=${encodeURIComponent('{__name__=~".+"}')}`,
        "/api/v1/labels",
        "/api/v1/label/__name__/values",
        "/api/v1/label/patient/values",
        "/api/v1/metadata",
        `/api/v1/series?match[]=${encodeURIComponent('{__name__=~".+"}')}`,
        "/metrics",
      ].map(async (path) => (await observatory.get("prometheus", path)).text),
    )),
  );
});

test("a target is scraped, redacted, and its vanished series end at once", async () => {
  const name = `old_${canary("scraped metric name").replaceAll("-", "_")}`;
  exposition = [
    `# HELP visits_open of ${canary("scraped help")}`,
    "# TYPE visits_open gauge",
    `visits_open{patient="${canary("scraped label value")}"} 3`,
    `visits_open{k_${canary("scraped label name").replaceAll("-", "_")}="x"} 4`,
    `${name} 1`,
    "passing 1",
    "",
  ].join("\n");
  const address = target.address();
  const port = typeof address === "object" ? address?.port : 0;
  writeFileSync(
    join(observatory.directory, "config", "prometheus", "targets", "sample.yml"),
    `- targets: ["127.0.0.1:${port}"]\n`,
  );
  const query = async (expression: string) =>
    JSON.parse(
      (await observatory.get("prometheus", `/api/v1/query?query=${encodeURIComponent(expression)}`)).text,
    ).data.result;
  await expect.poll(() => query('up{job="sample"} == 1'), { timeout: 20_000, interval: 200 }).toHaveLength(1);
  await expect.poll(() => query("passing"), { timeout: 10_000, interval: 200 }).toHaveLength(1);
  expect(await query("visits_open")).toHaveLength(2);
  const targets = JSON.parse((await observatory.get("prometheus", "/api/v1/targets")).text).data
    .activeTargets;
  expect(targets[0]).toMatchObject({ scrapePool: "sample", health: "up", lastError: "" });
  await expectNoCanary(JSON.stringify(await query('{job="sample"}')), JSON.stringify(targets));

  exposition = exposition.replace("passing 1\n", "");
  await expect.poll(() => query("passing"), { timeout: 10_000, interval: 200 }).toHaveLength(0);
  expect(await query("visits_open")).toHaveLength(2);

  exposition = `broken ${canary("malformed exposition")}`;
  await expect.poll(() => query('up{job="sample"} == 0'), { timeout: 10_000, interval: 200 }).toHaveLength(1);
  expect(await query("visits_open")).toHaveLength(0);
  const failed = await observatory.get("prometheus", "/api/v1/targets");
  expect(failed.text).toContain("line 1 of the exposition");
  await expectNoCanary(failed.text, ...observatory.logLines);
}, 60_000);

test("redactions are counted by boundary, signal and type", async () => {
  const { text: metrics } = await observatory.get("prometheus", "/metrics");
  const counted = (boundary: string, signal: string) =>
    Number(
      new RegExp(
        `phi_redactions_total\\{boundary="${boundary}",signal="${signal}",type="ssn"\\} (\\d+)`,
        "u",
      ).exec(metrics)?.[1],
    );
  expect(counted("otlp", "traces")).toBeGreaterThan(10);
  expect(counted("otlp", "logs")).toBeGreaterThan(5);
  expect(counted("otlp", "metrics")).toBeGreaterThan(5);
  expect(counted("loki", "logs")).toBeGreaterThan(2);
  expect(counted("scrape", "metrics")).toBeGreaterThan(2);
  expect(metrics).toContain('type="failure"} 0');
});

const mebibyte = 1_024 * 1_024;

test.each([
  ["a wrong media type", "otlp", "/v1/traces", "x", { "content-type": "text/plain" }, 415],
  ["malformed JSON", "otlp", "/v1/traces", "{", {}, 400],
  ["malformed protobuf", "otlp", "/v1/logs", "\u00ff", { "content-type": "application/x-protobuf" }, 400],
  ["an unknown encoding", "otlp", "/v1/logs", "{}", { "content-encoding": "br" }, 400],
  ["a body that is not gzip", "otlp", "/v1/logs", "{}", { "content-encoding": "gzip" }, 400],
  [
    "a gzip bomb",
    "otlp",
    "/v1/metrics",
    gzipSync(Buffer.alloc(33 * mebibyte)),
    { "content-encoding": "gzip" },
    413,
  ],
  ["a wrong media type", "loki", "/loki/api/v1/push", "x", { "content-type": "text/plain" }, 415],
  ["malformed JSON", "loki", "/loki/api/v1/push", "{", {}, 400],
] as const)(
  "%s sent to %s is refused with its status",
  async (_name, listener, path, body, headers, status) => {
    const answer = await observatory.post(listener, path, body, headers);
    expect(answer.status).toBe(status);
  },
);

test("an answer to a wrong query says where it is wrong", async () => {
  const answer = await observatory.get("prometheus", "/api/v1/query?query=sum(");
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.text)).toMatchObject({ status: "error", errorType: "bad_data" });
  expect(answer.text).toContain("1:5");
});

test("health checks of Grafana's data sources get the answers that they expect", async () => {
  const prometheus = await observatory.post("prometheus", "/api/v1/query", "query=1%2B1&time=4", {
    "content-type": "application/x-www-form-urlencoded",
  });
  expect(JSON.parse(prometheus.text).data).toEqual({ resultType: "scalar", result: [4, "2"] });
  const loki = await observatory.get(
    "loki",
    "/loki/api/v1/query?query=vector(1)%2Bvector(1)&time=4000000000",
  );
  expect(JSON.parse(loki.text).data.result).toEqual([{ metric: {}, value: [4_000_000_000, "2"] }]);
  const instant = await observatory.get("loki", `/loki/api/v1/query?query=${encodeURIComponent('{a="b"}')}`);
  expect(instant.status).toBe(400);
});

test.each([
  ["prometheus", '/api/v1/query?query=up{a="219-09-9999"}} 219-09-9999'],
  ["loki", '/loki/api/v1/query_range?query={a="b"} | 219-09-9999'],
  ["loki", '/loki/api/v1/query_range?query={a="b"} |~ "219-09-9999("'],
  ["jaeger", "/api/traces?service=a&limit=219-09-9999"],
  ["jaeger", "/api/219-09-9999"],
  ["console", "/api/219-09-9999"],
] as const)("the refusal of %s %s does not quote an identifier", async (listener, path) => {
  const answer = await observatory.get(listener, encodeURI(path));
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.text).not.toContain("219-09-9999");
});
