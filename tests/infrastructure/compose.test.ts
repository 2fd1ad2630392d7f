import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { repositoryRoot } from "../system/running-process.ts";
import { type ComposeService, composeDocument, composeFile, composeText } from "./compose-file.ts";
import { observabilityDirectory } from "./tool.ts";

const compose = composeFile();
const services = Object.entries(compose.services);

/** Images without a shell or a client to ask with; another service asks for them. */
const probedFromOutside: Readonly<Record<string, string>> = { loki: "loki-probe" };

test("the file is valid against the Compose Specification's schema", () => {
  const schema = JSON.parse(readFileSync(`${repositoryRoot}/tests/infrastructure/compose-spec.json`, "utf8"));
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile({ ...schema, $schema: "http://json-schema.org/draft-07/schema#" });
  validate(composeDocument());
  expect(validate.errors).toBeNull();
});

test.each(services)("%s has a pinned image, limits and a health check", (name, service) => {
  expect(service.image).toMatch(/:v?\d+\.\d+(\.\d+)?(-[a-z0-9]+)?$/);
  expect(service.deploy.resources.limits.memory).toMatch(/^\d+[mg]$/);
  const probe = probedFromOutside[name];
  expect(probe === undefined ? service.healthcheck : compose.services[probe]?.healthcheck).toBeDefined();
});

test.each(services)("what %s mounts exists, and named volumes are declared", (_name, service) => {
  for (const volume of service.volumes) {
    const source = volume.replace(/^\$\{[A-Z_]+:-([^}]+)\}/, "$1").split(":")[0] ?? "";
    if (source.startsWith("./")) expect(existsSync(join(repositoryRoot, source)), volume).toBe(true);
    else if (!source.startsWith("/")) expect(Object.keys(compose.volumes)).toContain(source);
  }
});

test("every volume, network and secret that is declared is used, and the other way round", () => {
  const used = (list: (service: ComposeService) => readonly string[]): readonly string[] =>
    [...new Set(services.flatMap(([, service]) => list(service)))].sort();
  expect(used((service) => service.networks)).toEqual(Object.keys(compose.networks).sort());
  expect(used((service) => service.secrets)).toEqual(Object.keys(compose.secrets).sort());
  const named = used((service) =>
    service.volumes.flatMap((volume) => volume.match(/^[a-z][a-z-]+(?=:)/)?.[0] ?? []),
  );
  expect(named).toEqual(Object.keys(compose.volumes).sort());
});

test("ports are published on the loopback address, but for the edge's, and none twice", () => {
  const published = services.flatMap(([name, service]) => service.ports.map((port) => ({ name, port })));
  for (const { name, port } of published) {
    if (name !== "edge") expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+(\/udp)?$/);
  }
  const hostPorts = published.map(({ port }) => port.replace(/:\d+(\/udp)?$/, "$1"));
  expect(new Set(hostPorts).size).toBe(hostPorts.length);
  for (const port of [8000, 3000, 9090, 9093, 3100, 16_686, 4317, 4318, 9411]) {
    expect(hostPorts).toContain(`127.0.0.1:${port}`);
  }
  expect(hostPorts).toContain("127.0.0.1:6831/udp");
});

test("a service whose ports are published is on a network that reaches outside, a database is not", () => {
  for (const [name, service] of services) {
    if (service.ports.length > 0) expect(service.networks, name).toContain("edge");
  }
  for (const name of ["postgres", "redis", "qdrant"]) {
    expect(compose.services[name]?.networks).toEqual(["data"]);
  }
  expect(compose.networks.data?.internal).toBe(true);
  expect(compose.networks.telemetry?.internal).toBe(true);
});

test("what is pushed enters by the observatory, and only the observatory pushes into the backends", () => {
  const owner = (port: number): string | undefined =>
    services.find(([, { ports }]) => ports.some((text) => text.startsWith(`127.0.0.1:${port}:`)))?.[0];
  expect([4317, 4318, 9411].map(owner)).toEqual(["observatory", "observatory", "observatory"]);
  expect(compose.services.gateway?.environment.OTLP_ENDPOINT).toBe("http://observatory:24318");
  const pushes = /^http:\/\/(jaeger:4318|loki:3100\/otlp|prometheus:9090\/api\/v1\/(otlp|write))/;
  const pushing = services.filter(([, { environment }]) =>
    Object.values(environment).some((value) => pushes.test(value)),
  );
  expect(pushing.map(([name]) => name)).toEqual(["observatory"]);
  const proxied = readFileSync(`${repositoryRoot}/infrastructure/proxy/observatory.Caddyfile`, "utf8");
  for (const port of compose.services.observatory?.ports ?? []) {
    expect(proxied).toMatch(new RegExp(`^:${port.split(":").at(-1)} \\{`, "m"));
  }
});

test("Jaeger stores what comes by OTLP, and hands the rest to the observatory", () => {
  const pipeline = z.object({ receivers: z.array(z.string()), exporters: z.array(z.string()) });
  const config = z
    .object({ service: z.object({ pipelines: z.record(z.string(), pipeline) }) })
    .parse(parse(readFileSync(`${observabilityDirectory}/jaeger/jaeger-config.yml`, "utf8")));
  for (const { receivers, exporters } of Object.values(config.service.pipelines)) {
    expect(exporters).toEqual(
      receivers.includes("otlp") ? ["jaeger_storage_exporter"] : ["otlphttp/observatory"],
    );
    if (receivers.includes("otlp")) expect(receivers).toEqual(["otlp"]);
  }
});

test("no secret has a default, and none is written in a file", () => {
  const secret = /PASSWORD|SECRET|TOKEN|_KEY\b|ROUTING_KEY/;
  const variables = [...composeText().matchAll(/\$\{([A-Z_]+)([^}]*)\}/g)];
  for (const [whole, name = "", modifier = ""] of variables) {
    // OPENAI_API_KEY is optional: without it answers are extractive. GRAFANA_CERT_KEY is a path.
    if (!secret.test(name) || ["OPENAI_API_KEY", "GRAFANA_CERT_KEY"].includes(name)) continue;
    expect(modifier, whole).toMatch(/^:\?/);
  }
  for (const [name, service] of services) {
    for (const [key, value] of Object.entries(service.environment)) {
      if (secret.test(key)) expect(value, `${name}: ${key}`).toMatch(/^\$\{|^\/run\/secrets\/|^http/);
    }
  }
});

test("the script makes every secret that is generated, once, and keeps what is there", () => {
  const directory = mkdtempSync(join(tmpdir(), "voiceassist-env-"));
  try {
    const make = (): string => {
      execFileSync(process.execPath, [`${repositoryRoot}/scripts/make-secrets.mjs`, directory]);
      return readFileSync(join(directory, ".env"), "utf8");
    };
    const first = make();
    expect(make()).toBe(first);
    expect(statSync(join(directory, ".env")).mode & 0o777).toBe(0o600);
    const wanted = new Set([
      ...[...composeText().matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name]) => name ?? ""),
      ...Object.values(compose.secrets).map(({ environment }) => environment),
    ]);
    for (const name of wanted) expect(first).toMatch(new RegExp(`^#?${name}=`, "m"));
    const values = [...first.matchAll(/^[A-Z_]+=(.+)$/gm)].map(([, value]) => value);
    expect(new Set(values).size).toBe(values.length);
    for (const value of values) expect(value).toMatch(/^[0-9a-f]{64}$/);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

test("every target of the container stack is a service of it, and every target file has its job", () => {
  const directory = `${observabilityDirectory}/prometheus/targets-compose`;
  const config = readFileSync(`${observabilityDirectory}/prometheus/prometheus.yml`, "utf8");
  for (const file of readdirSync(directory)) {
    const groups: readonly { readonly targets: readonly string[] }[] = parse(
      readFileSync(join(directory, file), "utf8"),
    );
    const hosts = groups.flatMap(({ targets }) => targets.map((target) => target.split(":")[0] ?? ""));
    for (const host of hosts) expect(Object.keys(compose.services)).toContain(host);
    expect(config).toMatch(new RegExp(`targets/${file.replace(".yml", "")}\\*?\\.yml`));
  }
});

test("every file that a Dockerfile copies exists", () => {
  for (const [, service] of services) {
    if (service.build === undefined) continue;
    const text = readFileSync(join(repositoryRoot, service.build.dockerfile), "utf8");
    for (const [, sources = ""] of text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)) {
      for (const source of sources.split(" ")) {
        expect(existsSync(join(repositoryRoot, source)), `${service.build.dockerfile}: ${source}`).toBe(true);
      }
    }
    expect(text).toMatch(/^USER node$/m);
  }
});

test("what the proxies and data sources reach is a service of the stack", () => {
  const hosts = readdirSync(`${repositoryRoot}/infrastructure/proxy`).flatMap((file) =>
    [
      ...readFileSync(`${repositoryRoot}/infrastructure/proxy/${file}`, "utf8").matchAll(
        /reverse_proxy ([a-z-]+):\d+/g,
      ),
    ].map(([, host = ""]) => host),
  );
  for (const host of hosts.filter((name) => name !== "localhost")) {
    expect(Object.keys(compose.services)).toContain(host);
  }
  const environment = compose.services.grafana?.environment ?? {};
  const sources = readFileSync(
    `${observabilityDirectory}/grafana/provisioning/datasources/datasources.yml`,
    "utf8",
  );
  for (const [, variable = ""] of sources.matchAll(/^ {4}url: \$([A-Z_]+)$/gm)) {
    const address = new URL(environment[variable] ?? "");
    expect(Object.keys(compose.services)).toContain(address.hostname);
  }
});
