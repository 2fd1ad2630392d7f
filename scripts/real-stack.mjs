// Builds and runs the real Prometheus, Alertmanager, Loki and Jaeger with the files of infrastructure/observability, the observatory
// before them as in docker-compose.yml, and the gateway; asks what must answer, and whether what is pushed arrives redacted. Ports are the components' own; REAL_STACK_PORT_OFFSET shifts those that can be.
import { execFileSync, spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { jaegerAgentPacket } from "./jaeger-agent-packet.mjs";
import { root } from "./workspace.mjs";

const bin = process.env.REAL_STACK_BIN ?? join(root, ".real-stack/bin");
const answerWithinMillis = 60_000;
const offset = Number(process.env.REAL_STACK_PORT_OFFSET ?? 0);
const port = {
  gateway: 8000 + offset,
  prometheus: 9090 + offset,
  alertmanager: 9093 + offset,
  loki: 3100 + offset,
  jaeger: 16_686 + offset,
  otlp: 4318 + offset,
  zipkin: 9411 + offset,
  agent: 6831 + offset,
};
/** The observatory answers on the same ports as they all, so it moves out of their way. */
const observatoryOffset = offset + 10_000;
const observatoryPort = { otlp: 4318 + observatoryOffset, prometheus: 9090 + observatoryOffset };

execFileSync("bash", [join(root, "scripts/build-real-stack.sh"), bin], { stdio: "inherit" });

const directory = mkdtempSync(join(tmpdir(), "voiceassist-real-"));
const observability = join(root, "infrastructure/observability");
const children = [];

/** Copies one component's files with this machine's paths and ports in the place of the containers'. */
function copy(folder, file, replacements = []) {
  cpSync(join(observability, folder), join(directory, folder), { recursive: true });
  const path = join(directory, folder, file);
  let text = readFileSync(path, "utf8");
  for (const [from, to] of replacements) {
    if (!text.includes(from)) throw new Error(`${folder}/${file} has no ${from}`);
    text = text.replaceAll(from, to);
  }
  writeFileSync(path, text);
  return path;
}

function start(name, args, environment = {}) {
  const child = spawn(join(bin, name), args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => (said = `${said}${chunk}`.slice(-4_000)));
  child.on("exit", (code, signal) => {
    if (signal === null && code !== 0) process.stderr.write(`${name} ended with code ${code}: ${said}\n`);
  });
  children.push(child);
  return child;
}

async function answer(name, url, expected) {
  const deadline = Date.now() + answerWithinMillis;
  let last = "";
  while (Date.now() < deadline) {
    try {
      const response = await fetch(url);
      last = await response.text();
      if (response.ok && expected.test(last)) {
        process.stdout.write(`ok   ${url}\n     ${last.replace(/\s+/g, " ").slice(0, 160)}\n`);
        return true;
      }
    } catch (error) {
      last = String(error);
    }
    await sleep(500);
  }
  process.stdout.write(`FAIL ${name}: ${url}\n     ${last.slice(0, 400)}\n`);
  return false;
}

/** Telemetry with identifiers in it, by every way into the container stack. */
async function pushWithIdentifiers() {
  const nano = () => `${Date.now()}000000`;
  const note = (value) => ({ key: "note", value: { stringValue: value } });
  const resource = { attributes: [{ key: "service.name", value: { stringValue: "pushed" } }] };
  const id = "eee19b7ec3c1b174";
  const span = { traceId: `${id}${id}`, spanId: id, name: "pushed", startTimeUnixNano: nano() };
  const body = { stringValue: "mailed jane.roe@example.org" };
  const post = async (url, document) => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(document),
    });
    if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  };
  const otlp = (signal, document) => post(`http://localhost:${observatoryPort.otlp}/v1/${signal}`, document);
  await otlp("traces", {
    resourceSpans: [
      { resource, scopeSpans: [{ spans: [{ ...span, attributes: [note("SSN 219-09-9999")] }] }] },
    ],
  });
  await otlp("logs", {
    resourceLogs: [{ resource, scopeLogs: [{ logRecords: [{ timeUnixNano: nano(), body }] }] }],
  });
  // Deltas, which Prometheus adds up.
  for (const asInt of ["3", "4"]) {
    const dataPoints = [{ timeUnixNano: nano(), asInt, attributes: [note("219-09-9999")] }];
    const sum = { aggregationTemporality: 1, isMonotonic: true, dataPoints };
    await otlp("metrics", {
      resourceMetrics: [{ resource, scopeMetrics: [{ metrics: [{ name: "pushed", sum }] }] }],
    });
    await sleep(1_000);
  }
  await post(`http://localhost:${port.zipkin}/api/v2/spans`, [
    {
      id,
      traceId: `a${id.slice(1)}`,
      name: "by zipkin",
      timestamp: Date.now() * 1_000,
      duration: 1_000,
      localEndpoint: { serviceName: "zipkin-client" },
      tags: { note: "SSN 219-09-9999" },
    },
  ]);
  const packet = jaegerAgentPacket({
    service: "agent-client",
    operation: "by the agent's port",
    traceId: "5af7183fb1d4cf5f",
    tags: { note: "SSN 219-09-9999" },
  });
  const socket = createSocket("udp4");
  await new Promise((sent) => socket.send(packet, port.agent, "127.0.0.1", sent));
  socket.close();
}

const results = [];
try {
  for (const name of ["prometheus", "alertmanager", "loki", "jaeger"]) {
    process.stdout.write(`${name} ${readFileSync(join(bin, `${name}.version`), "utf8").trim()}\n`);
  }
  mkdirSync(join(directory, "secrets"));
  for (const name of ["smtp_password", "slack_webhook_url", "pagerduty_routing_key", "alert_webhook_token"]) {
    writeFileSync(join(directory, "secrets", name), "http://127.0.0.1:9/");
  }
  const prometheus = copy("prometheus", "prometheus.yml");
  writeFileSync(
    join(directory, "prometheus/targets/gateway.yml"),
    `- targets: [localhost:${port.gateway}]\n`,
  );
  writeFileSync(
    join(directory, "prometheus/targets/alertmanager.yml"),
    `- targets: [localhost:${port.alertmanager}]\n`,
  );
  writeFileSync(
    join(directory, "prometheus/targets/prometheus.yml"),
    `- targets: [localhost:${port.prometheus}]\n`,
  );
  writeFileSync(
    join(directory, "prometheus/targets/observatory.yml"),
    `- targets: [localhost:${observatoryPort.prometheus}]\n`,
  );
  const alertmanager = copy("alertmanager", "alertmanager.yml", [
    ["/run/secrets", join(directory, "secrets")],
  ]);
  const loki = copy("loki", "loki-config.yml", [
    ["/loki", join(directory, "loki-data")],
    ["http_listen_port: 3100", `http_listen_port: ${port.loki}`],
    ["grpc_listen_port: 9096", `grpc_listen_port: ${9096 + offset}`],
  ]);
  const jaeger = copy("jaeger", "jaeger-config.yml", [
    [":16686", `:${port.jaeger}`],
    [":16685", `:${16_685 + offset}`],
    [":4317", `:${4317 + offset}`],
    [":4318", `:${port.otlp}`],
    [":9411", `:${port.zipkin}`],
    [":6831", `:${port.agent}`],
    [":13133", `:${13_133 + offset}`],
    ["port: 8888", `port: ${8888 + offset}`],
  ]);

  start("prometheus", [
    `--config.file=${prometheus}`,
    `--storage.tsdb.path=${directory}/prometheus-data`,
    "--storage.tsdb.retention.time=90d",
    "--enable-feature=exemplar-storage,otlp-deltatocumulative",
    "--web.enable-remote-write-receiver",
    "--web.enable-otlp-receiver",
    `--web.listen-address=127.0.0.1:${port.prometheus}`,
  ]);
  start("alertmanager", [
    `--config.file=${alertmanager}`,
    `--storage.path=${directory}/alertmanager-data`,
    "--data.retention=120h",
    "--cluster.listen-address=",
    `--web.listen-address=127.0.0.1:${port.alertmanager}`,
  ]);
  start("loki", [`-config.file=${loki}`]);
  start("jaeger", ["--config", jaeger], {
    JAEGER_LISTEN_HOST: "127.0.0.1",
    JAEGER_DATA_DIR: `${directory}/badger`,
    OBSERVATORY_OTLP_URL: `http://127.0.0.1:${observatoryPort.otlp}`,
  });

  const observatory = spawn(process.execPath, [join(root, "apps/observatory/dist/main.js")], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      VOICEASSIST_DATA_DIR: join(directory, "observatory-data"),
      VOICEASSIST_PORT_OFFSET: String(observatoryOffset),
      UV_THREADPOOL_SIZE: "16",
      FORWARD_OTLP_TRACES_URL: `http://127.0.0.1:${port.otlp}/v1/traces`,
      FORWARD_OTLP_LOGS_URL: `http://127.0.0.1:${port.loki}/otlp/v1/logs`,
      FORWARD_OTLP_METRICS_URL: `http://127.0.0.1:${port.prometheus}/api/v1/otlp/v1/metrics`,
    },
  });
  children.push(observatory);
  const observatoryUrl = (name, path) => `http://localhost:${observatoryPort[name]}${path}`;
  results.push(await answer("observatory", observatoryUrl("prometheus", "/-/ready"), /ready/i));

  const gateway = spawn(process.execPath, [join(root, "apps/gateway/dist/main.js")], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      PORT: String(port.gateway),
      VOICEASSIST_DATA_DIR: join(directory, "gateway-data"),
      OTLP_ENDPOINT: `http://127.0.0.1:${observatoryPort.otlp}`,
    },
  });
  children.push(gateway);
  let rest = "";
  const values = [];
  gateway.stdout.setEncoding("utf8").on("data", (chunk) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines)
      values.push([`${BigInt(Date.now()) * 1_000_000n + BigInt(values.length)}`, line]);
  });

  const url = (name, path) => `http://localhost:${port[name]}${path}`;
  results.push(await answer("gateway", url("gateway", "/metrics"), /^voiceassist_up 1$/m));
  for (const path of ["/api/auth/login", "/api/auth/register", "/api/auth/login"]) {
    await fetch(url("gateway", path), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "trial@example.org", password: "a long trial password" }),
    });
  }
  results.push(await answer("loki", url("loki", "/ready"), /ready/));
  const pushed = await fetch(url("loki", "/loki/api/v1/push"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ streams: [{ stream: { service: "voiceassist-api-gateway" }, values }] }),
  });
  process.stdout.write(`${values.length} log lines pushed to Loki: ${pushed.status}\n`);
  await pushWithIdentifiers();
  const logs = new URLSearchParams({ query: '{service="voiceassist-api-gateway"}', limit: "1" });
  for (const [name, path, expected] of [
    [
      "prometheus",
      "/api/v1/targets?state=active",
      /"job":"voiceassist-api-gateway"[^}]*\}[^}]*"health":"up"/,
    ],
    ["prometheus", "/api/v1/query?query=ALERTS%7Balertname%3D%22Watchdog%22%7D", /Watchdog/],
    ["prometheus", "/api/v1/rules?type=alert", /HighAuthenticationFailureRate/],
    ["prometheus", "/-/healthy", /Healthy/],
    ["alertmanager", "/-/healthy", /OK/],
    ["alertmanager", "/api/v2/alerts", /Watchdog/],
    ["jaeger", "/api/services", /voiceassist-api-gateway/],
    [
      "jaeger",
      "/api/traces?service=voiceassist-api-gateway&limit=1",
      /"operationName":"(?:POST|INSERT|SELECT)/,
    ],
    ["loki", `/loki/api/v1/query_range?${logs}`, /"resultType":"streams","result":\[\{/],
    [
      "loki",
      `/loki/api/v1/query_range?${new URLSearchParams({ query: '{service_name="pushed"}' })}`,
      /mailed \[REDACTED:EMAIL\]/,
    ],
    [
      "prometheus",
      "/api/v1/query?query=pushed_total",
      /"note":"\[REDACTED:SSN\]"[^}]*\},"value":\[[\d.]+,"7"\]/,
    ],
    ["jaeger", "/api/traces?service=pushed&limit=1", /\[REDACTED:SSN\]/],
    ["jaeger", "/api/traces?service=zipkin-client&limit=1", /\[REDACTED:SSN\]/],
    ["jaeger", "/api/traces?service=agent-client&limit=1", /\[REDACTED:SSN\]/],
  ]) {
    results.push(await answer(name, url(name, path), expected));
  }
} finally {
  for (const child of children.reverse()) child.kill("SIGTERM");
  await Promise.all(
    children.map((child) =>
      child.exitCode === null ? new Promise((done) => child.once("exit", done)) : Promise.resolve(),
    ),
  );
  rmSync(directory, { recursive: true, force: true });
}
const failed = results.filter((ok) => !ok).length;
process.stdout.write(`${results.length - failed} of ${results.length} answered as expected.\n`);
process.exit(failed === 0 ? 0 : 1);
