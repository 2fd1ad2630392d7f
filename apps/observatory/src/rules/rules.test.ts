import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { remoteWriteV1 } from "../testing/remote-write-request.ts";
import { type RunningObservatory, runObservatory } from "../testing/running-observatory.ts";

// Each evaluation is flushed to a disk that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const patience = { timeout: 30_000, interval: 100 };

const exposition = [
  "# TYPE took_seconds histogram",
  'took_seconds_bucket{le="0.5"} 1',
  'took_seconds_bucket{le="1"} 3',
  'took_seconds_bucket{le="+Inf"} 4',
  "took_seconds_sum 4.5",
  "took_seconds_count 4",
  "",
].join("\n");

const stays = `
  - name: stays
    labels: {tier: a, zone: group}
    rules:
      - {record: "job:live:sum", expr: sum by (job) (live), labels: {zone: rule}}
      - {record: "job:live:double", expr: "job:live:sum * 2"}
      - {record: "copy:live", expr: live}
      - {record: "instance:up", expr: "sum by (instance) (up)"}
      - {record: "made:live", expr: 'label_replace(live, "note", "seen MRN 1234567", "", "")'}
      - {record: "job:took_seconds", expr: sum by (job) (took_seconds)}
      - {record: "count of ü", expr: "1 + 1"}
`;
const fails = `
  - name: fails
    limit: 1
    rules:
      - {record: merged, expr: live, labels: {instance: same, mrn: ""}}
      - {record: "too:many", expr: live}
      - {record: not_a_vector, expr: '"text"'}
      - {record: many_to_many, expr: "live * on (job) live"}
`;
const offset = `
  - name: offset
    query_offset: 20s
    rules: [{record: "late", expr: "vector(time())"}]
`;
const leaves = `
  - name: leaves
    rules: [{record: left_behind, expr: "vector(1)"}]
`;
const changes = (name: string): string => `
  - name: changes
    rules:
      - {record: kept_over_change, expr: "vector(1)"}
      - {record: ${name}, expr: "vector(1)"}
`;

let observatory: RunningObservatory;
let exporter: Server;
let address = "";

interface ShownRule {
  readonly name: string;
  readonly health: string;
  readonly lastError?: string;
  readonly evaluationTime: number;
  readonly lastEvaluation: string;
}

interface ShownGroup {
  readonly name: string;
  readonly interval: number;
  readonly lastEvaluation: string;
  readonly rules: readonly ShownRule[];
}

type Sample = { readonly metric: Record<string, string>; readonly value: [number, string] };

async function load(...groups: readonly string[]): Promise<void> {
  writeFileSync(join(observatory.directory, "config/prometheus/rules.yml"), `groups:${groups.join("")}`);
  expect(await observatory.post("prometheus", "/-/reload", "")).toMatchObject({ status: 200 });
}

async function groupNamed(name: string): Promise<ShownGroup | undefined> {
  const { text } = await observatory.get("prometheus", "/api/v1/rules");
  const groups: readonly ShownGroup[] = JSON.parse(text).data.groups;
  return groups.find((group) => group.name === name);
}

async function query(text: string): Promise<readonly Sample[]> {
  const answer = await observatory.get("prometheus", `/api/v1/query?query=${encodeURIComponent(text)}`);
  return JSON.parse(answer.text).data.result;
}

async function write(instance: string, values: readonly number[]): Promise<void> {
  const nowMillis = Date.now();
  const body = remoteWriteV1([
    {
      labels: { __name__: "live", job: "api", instance, mrn: `12345${instance}` },
      samples: values.map((value, place) => [nowMillis + place, value] as const),
    },
  ]);
  const headers = { "content-type": "application/x-protobuf", "content-encoding": "snappy" };
  expect((await observatory.post("prometheus", "/api/v1/write", body, headers)).status).toBe(204);
}

beforeAll(async () => {
  exporter = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4" }).end(exposition);
  });
  await new Promise<void>((resolve) => exporter.listen(0, "127.0.0.1", resolve));
  address = `127.0.0.1:${(exporter.address() as AddressInfo).port}`;
  observatory = await runObservatory(`
global: {scrape_interval: 1s, scrape_timeout: 900ms, evaluation_interval: 300ms}
rule_files: [rules.yml]
scrape_configs:
  - job_name: exporter
    convert_classic_histograms_to_nhcb: true
    static_configs: [{targets: ["${address}"]}]
`);
  await write("1", [3]);
  await write("2", [4]);
  await load(stays, fails, offset, leaves, changes("first_name"));
});

afterAll(async () => {
  await observatory.stop();
  exporter.closeAllConnections();
  exporter.close();
});

test("results are written under the rule's name and labels, before the next rule reads them", async () => {
  const labels = { job: "api", tier: "a", zone: "rule" };
  await vi.waitFor(async () => {
    expect(await query("job:live:double")).toMatchObject([
      { metric: { __name__: "job:live:double", ...labels, zone: "group" }, value: [expect.anything(), "14"] },
    ]);
  }, patience);
  // Of the same evaluation: both have a sample at the same times, from the first on.
  const [sums, doubles] = await Promise.all([query("job:live:sum[1m]"), query("job:live:double[1m]")]);
  const timesOf = ([series]: readonly Sample[]): readonly number[] =>
    (series as unknown as { values: [number, string][] }).values.map(([time]) => time);
  expect(sums[0]?.metric).toEqual({ __name__: "job:live:sum", ...labels });
  expect(timesOf(sums).slice(0, 1)).toEqual(timesOf(doubles).slice(0, 1));
});

test("what the store gave out is recorded as it is, and what a rule makes is redacted", async () => {
  await vi.waitFor(async () => {
    expect(await query("copy:live")).toHaveLength(2);
    expect(await query("made:live")).toHaveLength(2);
    expect(await query(`instance:up{instance="${address}"}`)).toHaveLength(1);
  }, patience);
  const numbersOf = async (metric: string) => (await query(metric)).map(({ metric: { mrn } }) => mrn).sort();
  const numbers = await numbersOf("live");
  expect(numbers).toEqual(numbers.map(() => expect.stringMatching(/^\[REDACTED:MRN\]#[0-9a-f]{10}$/u)));
  expect(await numbersOf("copy:live")).toEqual(numbers);
  const made = await query("made:live");
  expect(made.map(({ metric }) => metric.note)).toEqual(
    made.map(() => expect.stringMatching(/^seen MRN \[REDACTED:MRN\]#/u)),
  );
  const { text } = await observatory.get("prometheus", "/metrics");
  expect(text).toMatch(/^phi_redactions_total\{boundary="rules",signal="metrics",type="mrn"\} [1-9]/mu);
});

test("native histograms and scalars are recorded, under any name", async () => {
  await vi.waitFor(async () => {
    expect(await query("histogram_quantile(0.5, job:took_seconds)")).toMatchObject([
      { metric: { job: "exporter", tier: "a", zone: "group" }, value: [expect.anything(), "0.75"] },
    ]);
    expect(await query('{"count of ü"}')).toMatchObject([{ value: [expect.anything(), "2"] }]);
  }, patience);
});

test("a rule that fails says so, writes nothing, and is counted", async () => {
  await vi.waitFor(async () => {
    expect((await groupNamed("fails"))?.rules.map(({ health, lastError }) => [health, lastError])).toEqual([
      ["err", "vector contains metrics with the same labelset after applying rule labels"],
      ["err", "exceeded limit of 1 with 2 series"],
      ["err", "rule result is not a vector or scalar"],
      ["err", expect.stringMatching(/^found duplicate series for the match group/u)],
    ]);
  }, patience);
  expect(await query('{__name__=~"merged|too:many|not_a_vector|many_to_many"}')).toEqual([]);
  const { text } = await observatory.get("prometheus", "/metrics");
  const figure = (name: string): number =>
    Number(new RegExp(`^prometheus_rule_${name}\\{rule_group="[^"]*;fails"\\} (.*)$`, "mu").exec(text)?.[1]);
  expect(figure("evaluation_failures_total")).toBeGreaterThanOrEqual(4);
  expect(figure("evaluations_total")).toBeGreaterThanOrEqual(figure("evaluation_failures_total"));
  expect(figure("group_rules")).toBe(4);
  expect(figure("group_interval_seconds")).toBe(0.3);
  expect(figure("group_last_evaluation_samples")).toBe(0);
});

test("a query offset moves the query and what it writes back", async () => {
  const pairs = await vi.waitFor(async () => {
    const [series] = await query("late[1m] offset 18s");
    expect(series).toBeDefined();
    return (series as unknown as { values: [number, string][] }).values;
  }, patience);
  const [group, [time = 0, value] = []] = [await groupNamed("offset"), pairs.at(-1)];
  expect(Number(value)).toBeCloseTo(time, 3);
  expect(Date.parse(group?.lastEvaluation ?? "") / 1_000 - time).toBeGreaterThan(19.9);
});

test("a reload goes on with what is as before, and ends the series of rules and groups that are gone", async () => {
  await vi.waitFor(async () => {
    for (const name of ["left_behind", "first_name", "kept_over_change"]) {
      expect(await query(name), name).toHaveLength(1);
    }
  }, patience);
  const evaluations = async (): Promise<number> => {
    const { text } = await observatory.get("prometheus", "/metrics");
    const key = "prometheus_rule_group_iterations_total";
    return Number(new RegExp(`^${key}\\{rule_group="[^"]*;stays"\\} (.*)$`, "mu").exec(text)?.[1]);
  };
  const before = await evaluations();
  await load(stays, offset, changes("second_name"));
  expect(await evaluations()).toBeGreaterThanOrEqual(before);
  expect((await groupNamed("stays"))?.rules[0]?.health).toBe("ok");
  await vi.waitFor(async () => {
    for (const name of ["left_behind", "first_name"]) expect(await query(name), name).toEqual([]);
    expect(await query("second_name")).toHaveLength(1);
  }, patience);
  expect(await query("kept_over_change")).toHaveLength(1);
  expect(await groupNamed("leaves")).toBeUndefined();
  expect((await observatory.get("prometheus", "/metrics")).text).not.toContain(";leaves");
});

test("a series that the expression no longer has ends at the next evaluation", async () => {
  await load(`
  - name: threshold
    rules: [{record: high, expr: "live > 3"}]
`);
  await vi.waitFor(async () => expect(await query("high")).toHaveLength(1), patience);
  await write("1", [9]);
  await write("2", [2]);
  await vi.waitFor(async () => {
    expect((await query("high")).map(({ value }) => value[1])).toEqual(["9"]);
  }, patience);
});

test("an alert is shown, written and ended, and what its templates make is redacted", async () => {
  await load(`
  - name: alerts
    rules:
      - alert: LiveHigh
        expr: live > 8
        labels: {severity: page, note: "seen MRN 1234567"}
        annotations: {summary: "{{ $labels.instance }} has {{ $value | humanize }}, call 555-123-4567"}
      - {alert: LivePending, expr: live > 8, for: 1h}
`);
  const alerts = async () => {
    const { text } = await observatory.get("prometheus", "/api/v1/alerts");
    return JSON.parse(text).data.alerts as readonly { readonly state: string }[];
  };
  const [metric] = (await query("live > 8")).map((sample) => sample.metric);
  await vi.waitFor(async () => {
    expect(await alerts()).toMatchObject([
      {
        labels: {
          alertname: "LiveHigh",
          severity: "page",
          mrn: metric?.mrn,
          note: expect.stringMatching(/^seen MRN \[REDACTED:MRN\]#/u),
        },
        annotations: { summary: "1 has 9, call [REDACTED:PHONE]" },
        state: "firing",
        value: "9e+00",
      },
      { labels: { alertname: "LivePending" }, state: "pending" },
    ]);
    expect(await query('ALERTS{alertname="LiveHigh",alertstate="firing"}')).toHaveLength(1);
    expect(await query('ALERTS{alertname="LivePending",alertstate="pending"}')).toHaveLength(1);
    expect(await query("time() - ALERTS_FOR_STATE < 60")).toHaveLength(2);
  }, patience);
  const [high, pending] = (await groupNamed("alerts"))?.rules ?? [];
  expect([high, pending]).toMatchObject([
    { state: "firing", health: "ok", alerts: [{ state: "firing" }] },
    { state: "pending", health: "ok", alerts: [{ state: "pending" }] },
  ]);
  await write("1", [1]);
  await vi.waitFor(async () => {
    expect(await alerts()).toEqual([]);
    expect(await query("ALERTS")).toEqual([]);
  }, patience);
  await load(`
  - name: threshold
    rules: [{record: high, expr: "live > 3"}]
`);
  await vi.waitFor(
    async () => expect((await groupNamed("threshold"))?.rules[0]?.health).toBe("ok"),
    patience,
  );
});

test("a rule file that has a fault is refused, and the rules go on", async () => {
  writeFileSync(
    join(observatory.directory, "config/prometheus/rules.yml"),
    "groups: [{name: a, rules: [{record: x, expr: '1 +'}]}]",
  );
  const answer = await observatory.post("prometheus", "/-/reload", "");
  expect([answer.status, answer.text]).toEqual([500, expect.stringContaining("could not parse expression")]);
  expect((await groupNamed("threshold"))?.rules[0]?.health).toBe("ok");
});
