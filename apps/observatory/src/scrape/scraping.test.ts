import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type RunningObservatory, runObservatory } from "../testing/running-observatory.ts";

// A scrape a second, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const text = "text/plain; version=0.0.4";
const seen: IncomingMessage[] = [];
let sickPart = "sick_part 1\n";

function answer(request: IncomingMessage, response: ServerResponse): void {
  seen.push(request);
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const send = (body: string | Buffer, type = text, headers = {}): void => {
    response.writeHead(200, { "content-type": type, ...headers }).end(body);
  };
  switch (pathname) {
    case "/guarded":
      if (request.headers.authorization === `Basic ${Buffer.from("ops:hush").toString("base64")}`) {
        send("guarded 1\n");
      } else response.writeHead(401).end();
      break;
    case "/moved":
      response.writeHead(302, { location: "/zipped" }).end();
      break;
    case "/zipped":
      send(gzipSync("zipped 7\n"), text, { "content-encoding": "gzip" });
      break;
    case "/open":
      send(
        '# TYPE work_seconds histogram\n# UNIT work_seconds seconds\n# HELP work_seconds Of work.\nwork_seconds_bucket{le="1"} 2 # {trace_id="abc123"} 0.5\nwork_seconds_bucket{le="+Inf"} 3\nwork_seconds_count 3\nwork_seconds_sum 4\nwork_seconds_created 1700000000\n# EOF\n',
        "application/openmetrics-text; version=1.0.0",
      );
      break;
    case "/sick":
      send(`fine 1\n${sickPart}`);
      break;
    case "/untyped":
      response.end("x 1\n");
      break;
    default:
      send('plain{job="own",dropme="x"} 3\nsecond 4\nthird 5\n');
  }
}

let target: Server;
let observatory: RunningObservatory;
let address = "";

const configuration = (more = ""): string => `
global: {scrape_interval: 1s, scrape_timeout: 900ms, external_labels: {site: north}}
scrape_configs:
  - job_name: plain
    params: {module: [a]}
    static_configs: [{targets: ["${address}", "drop.me:1"], labels: {team: care}}]
    relabel_configs:
      - {source_labels: [__address__], regex: drop.*, action: drop}
    metric_relabel_configs:
      - {source_labels: [__name__], regex: third, action: drop}
      - {regex: dropme, action: labeldrop}
  - job_name: guarded
    metrics_path: /guarded
    basic_auth: {username: ops, password: hush}
    static_configs: [{targets: ["${address}"]}]
  - job_name: moved
    metrics_path: /moved
    static_configs: [{targets: ["${address}"]}]
  - job_name: unmoved
    metrics_path: /moved
    follow_redirects: false
    static_configs: [{targets: ["${address}"]}]
  - job_name: open
    metrics_path: /open
    static_configs: [{targets: ["${address}"]}]
  - job_name: sick
    metrics_path: /sick
    static_configs: [{targets: ["${address}"]}]
  - job_name: untyped
    metrics_path: /untyped
    static_configs: [{targets: ["${address}"]}]
  - job_name: fallback
    metrics_path: /untyped
    fallback_scrape_protocol: PrometheusText0.0.4
    static_configs: [{targets: ["${address}"]}]
  - job_name: limited
    sample_limit: 2
    extra_scrape_metrics: true
    static_configs: [{targets: ["${address}"]}]
  - job_name: crowded
    target_limit: 1
    static_configs: [{targets: ["${address}", "localhost:1"]}]
${more}`;

beforeAll(async () => {
  target = createServer(answer);
  await new Promise<void>((resolve) => target.listen(0, "127.0.0.1", resolve));
  address = `127.0.0.1:${(target.address() as AddressInfo).port}`;
  observatory = await runObservatory(configuration());
});

afterAll(async () => {
  target.close();
  await observatory.stop();
});

type Vector = readonly {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}[];

async function query(promql: string): Promise<Vector> {
  const { text: body } = await observatory.get(
    "prometheus",
    `/api/v1/query?query=${encodeURIComponent(promql)}`,
  );
  return (JSON.parse(body) as { readonly data: { readonly result: Vector } }).data.result;
}

const firstValue = async (promql: string): Promise<string | undefined> => (await query(promql))[0]?.value[1];

test.each([
  ['plain{job="plain"}', "3"],
  ['zipped{job="moved"}', "7"],
  ['guarded{job="guarded"}', "1"],
  ['work_seconds_bucket{job="open",le="1.0"}', "2"],
  ['work_seconds_created{job="open"}', "1700000000"],
  ['up{job="unmoved"}', "0"],
  ['up{job="untyped"}', "0"],
  ['x{job="fallback"}', "1"],
  ['up{job="limited"}', "0"],
  ['scrape_samples_scraped{job="limited"}', "3"],
  ['scrape_sample_limit{job="limited"}', "2"],
  ['max(up{job="crowded"})', "0"],
  ['scrape_samples_scraped{job="plain"}', "3"],
  ['scrape_samples_post_metric_relabeling{job="plain"}', "2"],
  ['count({job="plain",__name__=~"scrape_.*|up"})', "5"],
  ['count({job="limited",__name__=~"plain|second|third"}) or vector(0)', "0"],
])("%s is %s", async (promql, expected) => {
  await expect.poll(() => firstValue(promql), { timeout: 20_000, interval: 200 }).toBe(expected);
});

test("labels of the target and of the sample stand side by side", async () => {
  const [plain] = await query('plain{job="plain"}');
  expect(plain?.metric).toEqual({
    __name__: "plain",
    exported_job: "own",
    instance: address,
    job: "plain",
    team: "care",
  });
});

test("a request says what it takes, for how long, and with which parameters", () => {
  const request = seen.find(({ url }) => url === "/metrics?module=a");
  expect(request?.headers).toMatchObject({
    accept:
      "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
    "x-prometheus-scrape-timeout-seconds": "0.9",
    "accept-encoding": "gzip",
  });
});

test("the API tells targets, pools, what was dropped and why a scrape failed", async () => {
  const { text: body } = await observatory.get("prometheus", "/api/v1/targets");
  const { data } = JSON.parse(body);
  expect(data.droppedTargetCounts.plain).toBe(1);
  expect(data.droppedTargets[0].discoveredLabels.__address__).toBe("drop.me:1");
  const errors = new Map<string, string>(
    data.activeTargets.map((one: { readonly scrapePool: string; readonly lastError: string }) => [
      one.scrapePool,
      one.lastError,
    ]),
  );
  expect(errors.get("plain")).toBe("");
  expect(errors.get("unmoved")).toBe("server returned HTTP status 302 Found");
  expect(errors.get("untyped")).toContain("blank Content-Type");
  expect(errors.get("limited")).toBe("sample limit exceeded");
  expect(errors.get("crowded")).toBe("target_limit exceeded (number of targets: 2, limit: 1)");
  const only = JSON.parse(
    (await observatory.get("prometheus", "/api/v1/targets?state=active&scrapePool=open")).text,
  );
  expect(only.data.activeTargets).toHaveLength(1);
  expect(only.data.droppedTargets).toEqual([]);
  const described = await observatory.get("prometheus", '/api/v1/targets/metadata?match_target={job="open"}');
  expect(JSON.parse(described.text).data).toContainEqual(
    expect.objectContaining({ metric: "work_seconds", type: "histogram", help: "Of work.", unit: "seconds" }),
  );
  const shown = await observatory.get("prometheus", "/api/v1/status/config");
  expect(shown.text).toContain("<secret>");
  expect(shown.text).not.toContain("hush");
});

test("exemplars come back by the query that would show them", async () => {
  const path = `/api/v1/query_exemplars?query=${encodeURIComponent("rate(work_seconds_bucket[5m]) > 1")}`;
  await expect
    .poll(async () => JSON.parse((await observatory.get("prometheus", path)).text).data, { timeout: 20_000 })
    .toEqual([
      {
        seriesLabels: expect.objectContaining({ __name__: "work_seconds_bucket", le: "1.0" }),
        exemplars: [{ labels: { trace_id: "abc123" }, value: "0.5", timestamp: expect.any(Number) }],
      },
    ]);
});

test("federation shows the last samples with the external labels", async () => {
  const { text: body, headers } = await observatory.get("prometheus", '/federate?match[]=plain{job="plain"}');
  expect(headers.get("content-type")).toContain("version=0.0.4");
  expect(body).toContain("# TYPE plain untyped\n");
  expect(body).toMatch(/^plain\{.*job="plain".*\} 3 \d{13}$/mu);
  expect(body).toContain('site="north"');
});

test("a scrape that cannot be read ends its series, and the next good one brings them back", async () => {
  await expect.poll(() => firstValue('fine{job="sick"}'), { timeout: 20_000 }).toBe("1");
  sickPart = "not an exposition\n";
  await expect.poll(() => query('{job="sick",__name__=~"fine|sick_part"}'), { timeout: 20_000 }).toEqual([]);
  expect(await firstValue('up{job="sick"}')).toBe("0");
  sickPart = "";
  await expect.poll(() => firstValue('fine{job="sick"}'), { timeout: 20_000 }).toBe("1");
  expect(await query('sick_part{job="sick"}')).toEqual([]);
});

test("a reload takes a good configuration whole and a bad one not at all", async () => {
  const file = join(observatory.directory, "config", "prometheus", "prometheus.yml");
  const before = readFileSync(file, "utf8");
  writeFileSync(file, configuration("  - job_name: later\n    wibble: 1\n"));
  const refused = await observatory.post("prometheus", "/-/reload", "");
  expect(refused.status).toBe(500);
  expect(refused.text).toMatch(/failed to reload config: .*prometheus.yml:\d+:5: "wibble" is not a field/u);
  const metrics = async (): Promise<string> => (await observatory.get("prometheus", "/metrics")).text;
  expect(await metrics()).toContain("prometheus_config_last_reload_successful 0");
  expect((await observatory.get("prometheus", "/api/v1/status/config")).text).toContain("crowded");

  writeFileSync(
    file,
    `${before.replace(/ {2}- job_name: crowded.*$/su, "")}  - job_name: later\n    static_configs: [{targets: ["${address}"]}]\n`,
  );
  expect((await observatory.post("prometheus", "/-/reload", "")).status).toBe(200);
  expect(await metrics()).toContain("prometheus_config_last_reload_successful 1");
  await expect.poll(() => firstValue('up{job="later"}'), { timeout: 20_000 }).toBe("1");
  await expect.poll(() => query('up{job="crowded"}'), { timeout: 20_000 }).toEqual([]);
  expect(await firstValue('count_over_time(plain{job="plain"}[1m])')).not.toBeUndefined();
});

test("series are deleted only where the setting allows it, and never for a page of another site", async () => {
  const path = "/api/v1/admin/tsdb/delete_series?match[]=zipped";
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const foreign = await observatory.post("prometheus", path, "", {
    ...form,
    origin: "https://elsewhere.example",
  });
  expect(foreign.status).toBe(400);
  expect((await observatory.post("prometheus", path, "", form)).status).toBe(204);
  expect((await observatory.post("prometheus", "/api/v1/admin/tsdb/clean_tombstones", "", form)).status).toBe(
    204,
  );
});
