// Builds and runs the real Prometheus, Alertmanager, Loki and Jaeger with the files of infrastructure/observability, with the gateway
// against them, and asks what must answer. Ports are the components' own; REAL_STACK_PORT_OFFSET shifts those that can be.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
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
};

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
  rmSync(join(directory, "prometheus/targets/observatory.yml"));
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
    [":9411", `:${9411 + offset}`],
    [":6831", `:${6831 + offset}`],
    [":13133", `:${13_133 + offset}`],
    ["port: 8888", `port: ${8888 + offset}`],
  ]);

  start("prometheus", [
    `--config.file=${prometheus}`,
    `--storage.tsdb.path=${directory}/prometheus-data`,
    "--storage.tsdb.retention.time=90d",
    "--enable-feature=exemplar-storage",
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
  });

  const gateway = spawn(process.execPath, [join(root, "apps/gateway/dist/main.js")], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      PORT: String(port.gateway),
      VOICEASSIST_DATA_DIR: join(directory, "gateway-data"),
      OTLP_ENDPOINT: `http://127.0.0.1:${port.otlp}`,
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
