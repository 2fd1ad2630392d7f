import { execFile, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type RunningObservatory, runObservatory } from "../../testing/running-observatory.ts";

// The machine may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const promtool = "/usr/bin/promtool";
const hasPromtool = existsSync(promtool);
const execute = promisify(execFile);

let observatory: RunningObservatory;

let target: Server;

beforeAll(async () => {
  target = createServer((_request, response) => {
    response.setHeader("content-type", "text/plain; version=0.0.4");
    response.end("shown 1\n");
  });
  await new Promise<void>((resolve) => target.listen(0, "127.0.0.1", resolve));
  const { port } = target.address() as AddressInfo;
  observatory = await runObservatory(
    `global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs: [{job_name: own, static_configs: [{targets: ["127.0.0.1:${port}"]}]}]\n`,
  );
});

afterAll(async () => {
  target.close();
  await observatory.stop();
});

async function run(...args: readonly string[]): Promise<string> {
  const { stdout } = await execute(promtool, args);
  return stdout;
}

test.skipIf(!hasPromtool)(
  "promtool asks for instants, ranges, series and labels (needs promtool)",
  async () => {
    const server = observatory.url("prometheus", "");
    const up = async () => (await observatory.get("prometheus", "/api/v1/query?query=up")).text;
    await expect.poll(up, { timeout: 30_000 }).toContain('"1"]');
    const end = Math.floor(Date.now() / 1_000);
    expect(await run("query", "instant", server, 'up{job="own"}')).toMatch(/^up\{.*\} => 1 @\[/u);
    const range = ["--step=1s", `--start=${end - 60}`, `--end=${end + 1}`];
    expect(await run("query", "range", ...range, server, "sum(up)")).toContain("1 @[");
    expect(await run("query", "series", "--match=up", server)).toContain('__name__="up"');
    expect(await run("query", "labels", server, "job")).toContain("own");
    await expect(run("query", "instant", server, "sum(")).rejects.toThrow(/parse error/u);
  },
);

test.skipIf(!hasPromtool)("promtool can read the observatory's own metrics (needs promtool)", async () => {
  const { text } = await observatory.get("prometheus", "/metrics");
  const child = spawn(promtool, ["check", "metrics"]);
  let output = "";
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    output += part;
  });
  const status = new Promise<number | null>((resolve) => child.on("close", resolve));
  child.stdin.end(text);
  expect([await status, output]).toEqual([0, ""]);
});

/** What Grafana's Prometheus data source asks, in its order: at start, for an editor, for a panel. */
const grafanaRequests: readonly (readonly [
  method: "GET" | "POST",
  path: string,
  parameters: string,
  status: number,
])[] = [
  ["POST", "query", "query=1%2B1&time=4", 200],
  ["GET", "query", "query=1%2B1&time=4", 200],
  ["GET", "status/buildinfo", "", 200],
  ["GET", "rules", "", 200],
  ["GET", "query_exemplars", "query=test&start=1700000000000&end=1700000600000", 200],
  ["GET", "metadata", "limit=40000", 200],
  ["GET", "label/__name__/values", "", 200],
  ["POST", "labels", "start=1&end=4102444800", 200],
  ["GET", "labels", "start=1&end=4102444800&limit=40000", 200],
  ["GET", "label/job/values", "start=1&end=4102444800&match%5B%5D=up", 200],
  ["GET", "label/U__http_2e_method/values", "", 200],
  ["POST", "label/job/values", "", 405],
  ["POST", "series", "match%5B%5D=up&start=1&end=4102444800&limit=40000", 200],
  ["GET", "series", "match%5B%5D=up", 200],
  ["POST", "query_range", "query=up&start=4102444000&end=4102444800&step=15", 200],
  ["POST", "query_range", "query=up&start=0&end=1000000&step=15", 400],
  ["POST", "query", "query=sum(", 400],
  ["GET", "alerts", "", 200],
  ["GET", "rules", "type=alert", 200],
  ["POST", "format_query", "query=sum(rate(up[5m]))", 200],
  ["GET", "parse_query", "query=up", 200],
  ["GET", "status/config", "", 200],
  ["GET", "status/flags", "", 200],
  ["GET", "status/runtimeinfo", "", 200],
  ["GET", "status/tsdb", "", 200],
  ["GET", "status/walreplay", "", 200],
  ["GET", "features", "", 200],
  ["GET", "scrape_pools", "", 200],
  ["GET", "targets", "state=active", 200],
  ["GET", "targets/metadata", "limit=10", 200],
  ["GET", "alertmanagers", "", 200],
  ["GET", "no_such_thing", "", 404],
];

test.each(grafanaRequests)(
  "Grafana's %s %s?%s is answered with %d",
  async (method, path, parameters, status) => {
    const address = observatory.url("prometheus", `/api/v1/${path}`);
    const response =
      method === "GET"
        ? await fetch(`${address}?${parameters}`)
        : await fetch(address, {
            method,
            body: parameters,
            headers: { "content-type": "application/x-www-form-urlencoded" },
          });
    expect(response.status).toBe(status);
    const body = await response.text();
    expect(body).not.toContain("<html");
    if (status === 404 || status === 405) return;
    const { status: outcome } = JSON.parse(body) as { readonly status: string };
    expect(outcome).toBe(status === 200 ? "success" : "error");
  },
);

test("a snapshot holds the parts of every metric table, in a folder of its name", async () => {
  const up = async () => (await observatory.get("prometheus", "/api/v1/query?query=up")).text;
  await expect.poll(up, { timeout: 30_000 }).toContain('"1"]');
  const answer = await fetch(observatory.url("prometheus", "/api/v1/admin/tsdb/snapshot"), {
    method: "POST",
  });
  const { data } = (await answer.json()) as { readonly data: { readonly name: string } };
  expect(data.name).toMatch(/^\d{8}T\d{6}Z-[\da-f]{16}$/u);
  const folder = join(observatory.directory, "data", "observatory", "snapshots", data.name);
  expect(readdirSync(folder).sort()).toEqual([
    "metric_exemplars",
    "metric_floats",
    "metric_histograms",
    "metric_metadata",
    "metric_series",
  ]);
  const [part = ""] = readdirSync(join(folder, "metric_floats"));
  expect(readdirSync(join(folder, "metric_floats", part))).toContain("checksums.txt");
  const refused = await fetch(observatory.url("prometheus", "/api/v1/admin/tsdb/snapshot?skip_head=x"), {
    method: "POST",
  });
  expect(await refused.json()).toMatchObject({
    errorType: "bad_data",
    error:
      'invalid parameter "skip_head": unable to parse boolean: strconv.ParseBool: parsing "x": invalid syntax',
  });
});

test("the version that Grafana reads is one of Prometheus, and no features of Mimir are claimed", async () => {
  const { data } = JSON.parse((await observatory.get("prometheus", "/api/v1/status/buildinfo")).text) as {
    readonly data: Readonly<Record<string, unknown>>;
  };
  expect(data.version).toMatch(/^3\.\d+\.\d+$/u);
  expect(data.features).toBeUndefined();
});
