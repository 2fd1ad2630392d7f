import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { shipLines } from "../../apps/cli/src/up/log-shipper.ts";
import {
  eventually,
  freshPlace,
  getText,
  type Place,
  ready,
  repositoryRoot,
  run,
  startGateway,
  startObservatory,
  url,
} from "../system/running-process.ts";
import { peerPorts, portOffsets } from "../system/test-ports.ts";
import { backendFields, closeConnections } from "./backend-fields.ts";
import { type Canary, canaries, formsOf } from "./canary.ts";
import { gatewayFields } from "./gateway-fields.ts";

const canariesPerField = 9;
const exporterPort = peerPorts.leakExporter;
const backendPort = peerPorts.leakBackend;
const scrapedFields = ["label value", "help", "exemplar label"] as const;

interface Sent {
  readonly where: string;
  readonly canary: Canary;
}

/** Hands out canaries that no other field has. */
function canarySource(): (where: string, count: number) => readonly Sent[] {
  let next = 0;
  return (where, count) => {
    const sent = canaries(count, next).map((canary) => ({ where, canary }));
    next += count;
    return sent;
  };
}

async function sendThroughGateway(
  place: Place,
  take: ReturnType<typeof canarySource>,
): Promise<readonly Sent[]> {
  const account = { email: "leak@clinic.example.org", password: "correct horse battery staple" };
  const post = async (path: string, body: unknown): Promise<Response> =>
    fetch(url(place, "gateway", path), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  await post("/api/auth/register", account);
  const login = (await (await post("/api/auth/login", account)).json()) as { access_token: string };
  const all: Sent[] = [];
  for (const location of gatewayFields) {
    for (const sent of take(`gateway: ${location.field}`, canariesPerField)) {
      all.push(sent);
      const { method, path, init } = location.request(sent.canary.text);
      const headers = new Headers(init.headers);
      headers.set("authorization", `Bearer ${login.access_token}`);
      const response = await fetch(url(place, "gateway", path), { ...init, method, headers });
      await response.arrayBuffer();
    }
  }
  return all;
}

async function sendThroughReceivers(
  place: Place,
  take: ReturnType<typeof canarySource>,
): Promise<readonly Sent[]> {
  const all: Sent[] = [];
  for (const location of backendFields) {
    for (const sent of take(`${location.door}: ${location.field}`, canariesPerField)) {
      all.push(sent);
      await location.send(place, sent.canary.text, all.length);
    }
  }
  return all;
}

function exposition(sent: readonly Sent[]): string {
  const of = (field: string) => sent.filter(({ where }) => where === `scrape: ${field}`);
  const escaped = (text: string) => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
  return [
    "# TYPE leak_scraped gauge",
    ...of("label value").map(
      ({ canary }, index) => `leak_scraped{n="${index}",note="${escaped(canary.text)}"} 1`,
    ),
    ...of("help").flatMap(({ canary }, index) => [
      `# HELP leak_help${index} ${canary.text}`,
      `# TYPE leak_help${index} gauge`,
      `leak_help${index} 1`,
    ]),
    "# TYPE leak_exemplars counter",
    ...of("exemplar label").map(
      ({ canary }, index) =>
        `leak_exemplars_total{n="${index}"} 1 # {note="${escaped(canary.text.slice(0, 100))}"} 1`,
    ),
    "# EOF",
    "",
  ].join("\n");
}

/** Everything that the query APIs can be made to say. */
async function readEverything(place: Place): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  const read = async (address: string): Promise<string> => {
    const text = await getText(address);
    answers.set(address, text);
    return text;
  };
  const prometheus = (path: string) => url(place, "prometheus", path);
  const names = JSON.parse(await read(prometheus("/api/v1/labels"))) as { data: string[] };
  for (const name of names.data) await read(prometheus(`/api/v1/label/${encodeURIComponent(name)}/values`));
  await read(prometheus(`/api/v1/series?match[]=${encodeURIComponent('{__name__=~".+"}')}`));
  await read(prometheus(`/api/v1/query?query=${encodeURIComponent('{__name__=~".+"}')}`));
  const range = `start=${Date.now() / 1000 - 900}&end=${Date.now() / 1000}`;
  for (const path of [
    "metadata",
    "targets",
    "status/config",
    `query_exemplars?query=leak_exemplars_total&${range}`,
  ]) {
    await read(prometheus(`/api/v1/${path}`));
  }
  await read(prometheus("/metrics"));
  await read(url(place, "gateway", "/metrics"));

  const loki = (path: string) => url(place, "loki", `/loki/api/v1/${path}`);
  const labels = JSON.parse(await read(loki("labels"))) as { data: string[] };
  for (const name of labels.data) await read(loki(`label/${encodeURIComponent(name)}/values`));
  await read(loki(`series?match[]=${encodeURIComponent('{service=~".+"}')}`));
  await read(loki(`query_range?query=${encodeURIComponent('{service=~".+"}')}&limit=5000`));

  const jaeger = (path: string) => url(place, "jaeger", `/api/${path}`);
  const services = JSON.parse(await read(jaeger("services"))) as { data: string[] };
  for (const service of services.data) {
    await read(jaeger(`services/${encodeURIComponent(service)}/operations`));
    await read(jaeger(`traces?service=${encodeURIComponent(service)}&limit=1000&lookback=1h`));
  }
  return answers;
}

/** Every row of every table, read with the store closed to everyone else. */
async function readTables(directory: string): Promise<string> {
  const dump = run(process.execPath, [`${repositoryRoot}/tests/leak/dump-tables.mjs`, directory]);
  expect(await dump.exited, dump.stderr()).toBe(0);
  return dump.stdout();
}

test("no canary survives in tables, API answers, forwarded telemetry, standard output or /metrics", {
  timeout: 240_000,
}, async () => {
  const place = freshPlace(portOffsets.leak);
  const configDir = mkdtempSync(join(tmpdir(), "voiceassist-config-"));
  cpSync(`${repositoryRoot}/infrastructure/observability`, configDir, { recursive: true });
  writeFileSync(
    `${configDir}/prometheus/prometheus.yml`,
    `${readFileSync(`${configDir}/prometheus/prometheus.yml`, "utf8")}
  - job_name: leak
    scrape_interval: 1s
    scrape_timeout: 1s
    static_configs:
      - targets: [localhost:${exporterPort}]
`,
  );
  const take = canarySource();
  const scraped = scrapedFields.flatMap((field) => take(`scrape: ${field}`, canariesPerField));
  const exporter = createServer((_request, response) => {
    response.setHeader("content-type", "application/openmetrics-text; version=1.0.0; charset=utf-8");
    response.end(exposition(scraped));
  }).listen(exporterPort, "127.0.0.1");

  let forwarded = "";
  const backend = createServer(async (request, response) => {
    for await (const part of request) forwarded += Buffer.from(part).toString();
    response.end();
  }).listen(backendPort, "127.0.0.1");

  const observatory = startObservatory(place, {
    VOICEASSIST_CONFIG_DIR: configDir,
    FORWARD_OTLP_TRACES_URL: `http://localhost:${backendPort}/v1/traces`,
    FORWARD_OTLP_LOGS_URL: `http://localhost:${backendPort}/v1/logs`,
    FORWARD_OTLP_METRICS_URL: `http://localhost:${backendPort}/v1/metrics`,
  });
  await ready(url(place, "prometheus", "/-/ready"));
  const gateway = startGateway(place);
  const output = gateway.child.stdout;
  if (output === null) throw new Error("The gateway has no standard output.");
  const shipper = shipLines(output, url(place, "loki", "/loki/api/v1/push"), {
    service: "voiceassist-api-gateway",
  });
  await ready(url(place, "gateway", "/ready"));

  const sent = [
    ...scraped,
    ...(await sendThroughGateway(place, take)),
    ...(await sendThroughReceivers(place, take)),
  ];
  await eventually(
    () => getText(url(place, "prometheus", "/api/v1/query?query=leak_scraped")),
    (answer) => answer.includes("REDACTED"),
    20_000,
  );
  await sleep(3_000);
  const answers = await readEverything(place);
  await gateway.stop();
  await shipper.drain(2_000);
  await observatory.stop();
  closeConnections();
  exporter.close();
  backend.close();

  const texts = new Map<string, string>([
    ...answers,
    ["the gateway's standard output", gateway.stdout() + gateway.stderr()],
    ["the observatory's standard output", observatory.stdout() + observatory.stderr()],
    ["what was forwarded", forwarded],
    ["the store's tables", await readTables(`${place.dataDir}/observatory`)],
  ]);
  const leaks: string[] = [];
  for (const [source, text] of texts) {
    for (const { where, canary } of sent) {
      for (const form of formsOf(canary)) {
        if (text.includes(form)) leaks.push(`${canary.kind} sent as "${where}" found in ${source}`);
      }
    }
  }
  const locations = new Set(sent.map(({ where }) => where));
  process.stdout.write(
    `${sent.length} canaries through ${locations.size} field locations:\n${[...locations].map((where) => `  ${where}\n`).join("")}`,
  );
  expect(sent.length).toBeGreaterThanOrEqual(200);
  expect([...texts.values()].join("").length, "something was there to search").toBeGreaterThan(100_000);
  expect(texts.get("the store's tables"), "the canaries' records were stored").toContain("[REDACTED:");
  expect(forwarded, "the canaries' records were forwarded").toContain("[REDACTED:");
  expect([...new Set(leaks)]).toEqual([]);
  rmSync(configDir, { recursive: true, force: true });
  place.remove();
});
