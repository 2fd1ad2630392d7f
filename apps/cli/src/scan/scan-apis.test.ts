import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createInspector } from "./inspector.ts";
import { createReport, type Report } from "./report.ts";
import { scanJaeger } from "./scan-jaeger.ts";
import { scanLoki } from "./scan-loki.ts";
import { scanPrometheus } from "./scan-prometheus.ts";

let server: Server;

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

type Answering = (path: string, query: URLSearchParams, authorization: string | undefined) => unknown;

/** A server that answers `{data}`, or 404 where `answer` is undefined. */
async function serve(answer: Answering): Promise<URL> {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://localhost");
    const data = answer(url.pathname, url.searchParams, request.headers.authorization);
    response.writeHead(data === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(
      data === undefined ? "404 for jane.doe@example.org" : JSON.stringify({ status: "success", data }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

const range = { startMillis: 1_000_000, endMillis: 2_000_000 };
const maxItems = 10_000;

const scans = {
  Loki: (url: URL, report: Report, limit = maxItems) =>
    scanLoki({ name: "Loki", url }, range, limit, createInspector(), report),
  Prometheus: (url: URL, report: Report) =>
    scanPrometheus({ name: "Prometheus", url }, range, createInspector(), report),
  Jaeger: (url: URL, report: Report, limit = maxItems) =>
    scanJaeger({ name: "Jaeger", url }, range, limit, createInspector(), report),
};

/** A Loki that knows `{a="…"}` and `{a!="", b="…"}` as the scan asks for them. */
function loki(streams: readonly LokiStream[]): Answering {
  return (path, query) => {
    if (path === "/loki/api/v1/labels")
      return [...new Set(streams.flatMap(({ stream }) => Object.keys(stream)))];
    if (path !== "/loki/api/v1/query_range") return undefined;
    const matchers = [...(query.get("query") ?? "").matchAll(/(\w+)(=~"\.\+"|="")/g)];
    const from = BigInt(query.get("start") ?? 0);
    const entries = streams
      .filter(({ stream }) =>
        matchers.every(([, name = "", how]) => (stream[name] !== undefined) === (how !== '=""')),
      )
      .flatMap(({ stream, values }) => values.map((value) => ({ stream, value })))
      .filter(({ value: [nano] }) => BigInt(nano) >= from)
      .toSorted(({ value: [a] }, { value: [b] }) => Number(BigInt(a) - BigInt(b)))
      .slice(0, Number(query.get("limit")));
    return {
      resultType: "streams",
      result: entries.map(({ stream, value }) => ({ stream, values: [value] })),
    };
  };
}

interface LokiStream {
  readonly stream: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [nano: string, line: string, more?: object])[];
}

const nano = (index: number): string => `${1_000_001 + index}000000`;

describe("Loki", () => {
  it("finds in lines, labels and metadata, and reads every stream once", async () => {
    const url = await serve(
      loki([
        { stream: { app: "gateway", patient_name: "Jane Doe" }, values: [[nano(1), "ssn 736-21-1234"]] },
        { stream: { job: "clinic" }, values: [[nano(2), "well", { structuredMetadata: { mrn: "48213" } }]] },
      ]),
    );
    const report = createReport();
    await scans.Loki(url, report);
    expect(report.asText("Lines")).toEqual({
      findings:
        'stream {app="gateway", patient_name="[REDACTED:NAME]"}, label patient_name: NAME\n' +
        'stream {app="gateway", patient_name="[REDACTED:NAME]"}, line: SSN\n' +
        'stream {job="clinic"}, metadata mrn: MRN\n',
      summary: "Found MRN 1, NAME 1, SSN 1. Lines read: 2.\n",
    });
    expect(report.exitCode).toBe(1);
  });

  it.each([
    { what: "different times", at: (index: number) => nano(index) },
    { what: "times that many lines share", at: (index: number) => nano(Math.floor(index / 300)) },
  ])("reads page after page of $what, each line once", async ({ at }) => {
    const values = Array.from(
      { length: 2_500 },
      (_, index) => [at(index), `line ${index} a${index}@example.org`] as const,
    );
    const url = await serve(loki([{ stream: { app: "gateway" }, values }]));
    const report = createReport();
    await scans.Loki(url, report);
    expect(report.asText("Lines").summary).toBe("Found EMAIL 2500. Lines read: 2500.\n");
  });

  it("goes on after more lines of one time than a page holds, and says so", async () => {
    const values = Array.from(
      { length: 1_500 },
      (_, index) => [nano(index < 1_400 ? 1 : 2), `line ${index}`] as const,
    );
    const report = createReport();
    await scans.Loki(await serve(loki([{ stream: { app: "gateway" }, values }])), report);
    expect(report.asText("Lines").summary).toBe(
      "Read only 1000 of the lines that share one nanosecond.\nNothing found. Lines read: 1100.\n",
    );
  });

  it("stops at its limit, and says so", async () => {
    const values = Array.from({ length: 20 }, (_, index) => [nano(index), "well"] as const);
    const report = createReport();
    await scans.Loki(await serve(loki([{ stream: { app: "gateway" }, values }])), report, 15);
    expect(report.asText("Lines").summary).toBe(
      "Stopped after 15 lines; read more by --limit, or less by --since.\nNothing found. Lines read: 15.\n",
    );
  });
});

describe("Prometheus", () => {
  const answers: Readonly<Record<string, unknown>> = {
    "/api/v1/label/__name__/values": ["up", "visits_total"],
    "/api/v1/metadata": { visits_total: [{ type: "counter", help: "Mail jane.doe@example.org", unit: "" }] },
    "/api/v1/query_exemplars": [
      {
        seriesLabels: { __name__: "visits_total" },
        exemplars: [
          { labels: { trace_id: "0af7651916cd43dd8448eb211c80319c", ssn: "736-21-1234" }, value: "1" },
        ],
      },
    ],
  };
  const series: Readonly<Record<string, unknown>> = {
    '{__name__="up"}': [{ __name__: "up", job: "gateway", instance: "127.0.0.1:8000" }],
    '{__name__="visits_total"}': [
      { __name__: "visits_total", patient_name: "Jane Doe", status: "a" },
      { __name__: "visits_total", patient_name: "Jane Doe", status: "b" },
      { __name__: "visits_total", patient_name: "John Roe", status: "b" },
    ],
  };

  it("finds in labels, exemplars and help texts, each value once", async () => {
    const url = await serve((path, query) =>
      path === "/api/v1/series" ? series[query.get("match[]") ?? ""] : answers[path],
    );
    const report = createReport();
    await scans.Prometheus(url, report);
    expect(report.asText("Series")).toEqual({
      findings:
        "metric visits_total, label patient_name: NAME ×2\n" +
        "metric visits_total, help: EMAIL\n" +
        "metric visits_total, exemplar ssn: SSN\n",
      summary: "Found EMAIL 1, NAME 2, SSN 1. Series read: 4.\n",
    });
  });
});

describe("Jaeger", () => {
  const trace = (index: number, tags: readonly object[] = []) => ({
    traceID: `${"a".repeat(24)}${index.toString(16).padStart(8, "b")}`,
    spans: [
      {
        spanID: "b7ad6b7169203331",
        operationName: "GET /api/patients/{id}",
        startTime: 1_500_000_000 - index,
        tags: [{ key: "http.status_code", type: "int64", value: 200 }, ...tags],
        logs: index === 0 ? [{ fields: [{ key: "event", value: "mail to jane.doe@example.org" }] }] : [],
        warnings: null,
      },
    ],
    processes: { p1: { serviceName: "gateway", tags: [{ key: "host.name", value: "node-1" }] } },
  });

  it("finds in tags and logs of spans", async () => {
    const traces = [trace(0, [{ key: "patient.name", type: "string", value: "Jane Doe" }])];
    const url = await serve((path) => (path === "/api/services" ? ["gateway"] : traces));
    const report = createReport();
    await scans.Jaeger(url, report);
    const where = `trace ${"a".repeat(24)}bbbbbbb0, span b7ad6b7169203331`;
    expect(report.asText("Spans")).toEqual({
      findings: `${where}, tag patient.name: NAME\n${where}, log event: EMAIL\n`,
      summary: "Found EMAIL 1, NAME 1. Spans read: 1.\n",
    });
  });

  /** Jaeger answers the newest traces that start no later than `end`. */
  const newestFirst =
    (count: number): Answering =>
    (path, query) =>
      path === "/api/services"
        ? ["gateway", "clinic"]
        : Array.from({ length: count }, (_, index) => trace(index + 0x1000))
            .filter(({ spans }) => spans.every(({ startTime }) => startTime <= Number(query.get("end"))))
            .slice(0, Number(query.get("limit")));

  it("reads page after page, each trace once for all services", async () => {
    const report = createReport();
    await scans.Jaeger(await serve(newestFirst(250)), report);
    expect(report.asText("Spans").summary).toBe("Nothing found. Spans read: 250.\n");
  });

  it("stops at its limit, and says so", async () => {
    const report = createReport();
    await scans.Jaeger(await serve(newestFirst(250)), report, 20);
    expect(report.asText("Spans").summary).toBe(
      "Stopped after 20 traces of a service; read more by --limit, or less by --since.\nNothing found. Spans read: 20.\n",
    );
  });
});

describe.each(["Loki", "Prometheus", "Jaeger"] as const)("a %s that is none", (name) => {
  it.each([
    { what: "is another program", answer: () => undefined, problem: "answered 404" },
    { what: "answers nothing of use", answer: () => null, problem: undefined },
  ])("$what", async ({ answer, problem }) => {
    const url = await serve(answer);
    const report = createReport();
    await scans[name](url, report);
    expect(report.exitCode).toBe(problem === undefined ? 0 : 2);
    if (problem === undefined) return;
    const { summary } = report.asText("Lines");
    expect(summary).toContain(`${url.origin}/`);
    expect(summary).toContain(`${problem}; give the address of a ${name}, such as http://localhost:`);
    expect(summary).not.toContain("jane");
  });

  it("is away", async () => {
    const url = await serve(() => undefined);
    server.close();
    server.closeAllConnections();
    const report = createReport();
    await scans[name](url, report);
    expect(report.exitCode).toBe(2);
    expect(report.asText("Lines").summary).toContain("did not answer (ECONNREFUSED)");
  });
});

it("sends the user and password of the address, and never shows them", async () => {
  const sent: (string | undefined)[] = [];
  const url = await serve((_path, _query, authorization) => {
    sent.push(authorization);
    return undefined;
  });
  url.username = "reader";
  url.password = "p%40ss";
  const report = createReport();
  await scans.Loki(url, report);
  expect(sent).toEqual([`Basic ${Buffer.from("reader:p@ss").toString("base64")}`]);
  expect(report.asText("Lines").summary).not.toMatch(/reader|p@ss|p%40ss/);
});
