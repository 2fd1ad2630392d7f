import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readSettings, settingNames } from "./settings.ts";

const dataDirectory = { VOICEASSIST_DATA_DIR: "/srv/voiceassist" };

describe("settings that are absent", () => {
  test("have the documented defaults", () => {
    expect(readSettings(dataDirectory)).toEqual({
      host: "127.0.0.1",
      port: 8000,
      dataDirectory: "/srv/voiceassist/gateway",
      metricsEnabled: true,
      tracingEnabled: true,
      logLevel: "info",
      logRetentionDays: 90,
      environment: "development",
      trustProxy: false,
      rateLimits: { addressPerMinute: 6_000, userPerMinute: 1_200, loginPerMinute: 60 },
      lockOut: { attemptLimit: 5, lockedMinutes: 15 },
      auditDirectory: "/srv/voiceassist/gateway/audit",
      backup: { directory: "/srv/voiceassist/gateway/backups", intervalHours: 24, keep: 7 },
    });
  });

  test("are the same as empty ones", () => {
    expect(readSettings({ ...dataDirectory, PORT: "", OPENAI_API_KEY: "" })).toEqual(
      readSettings(dataDirectory),
    );
  });
});

describe("settings that follow from others", () => {
  test.each([
    [{ VOICEASSIST_PORT_OFFSET: "200" }, { port: 8200 }],
    [{ VOICEASSIST_PORT_OFFSET: "200", PORT: "9000" }, { port: 9000 }],
    [{ JAEGER_HOST: "jaeger" }, { otlpEndpoint: "http://jaeger:4318" }],
    [{ JAEGER_HOST: "jaeger", VOICEASSIST_PORT_OFFSET: "10" }, { otlpEndpoint: "http://jaeger:4328" }],
    [{ JAEGER_HOST: "jaeger", JAEGER_PORT: "14318" }, { otlpEndpoint: "http://jaeger:14318" }],
    [
      { JAEGER_HOST: "jaeger", OTLP_ENDPOINT: "https://otlp.example/" },
      { otlpEndpoint: "https://otlp.example" },
    ],
    [{ OTLP_ENDPOINT: "grpc://otlp.example:4317" }, { otlpEndpoint: "grpc://otlp.example:4317" }],
    [
      { OPENAI_API_KEY: "key", OPENAI_BASE_URL: "http://localhost:8090/v1/" },
      { openAi: { apiKey: "key", baseUrl: "http://localhost:8090/v1", model: "gpt-4o-mini" } },
    ],
  ])("%j", (environment, expected) => {
    expect(readSettings({ ...dataDirectory, ...environment })).toMatchObject(expected);
  });

  test("no endpoint is left when tracing is off", () => {
    expect(
      readSettings({ ...dataDirectory, ENABLE_TRACING: "false", JAEGER_HOST: "jaeger" }),
    ).not.toHaveProperty("otlpEndpoint");
  });
});

describe("a malformed setting is refused in one sentence that names it", () => {
  test.each([
    ["HOST", "0.0.0.0"],
    ["PORT", "http"],
    ["PORT", "65536"],
    ["VOICEASSIST_PORT_OFFSET", "-1"],
    ["VOICEASSIST_DATA_DIR", "data"],
    ["ENABLE_METRICS", "yes"],
    ["ENABLE_TRACING", "1"],
    ["OTLP_ENDPOINT", "localhost:4318"],
    ["JAEGER_HOST", "http://jaeger"],
    ["JAEGER_PORT", "6831"],
    ["LOG_LEVEL", "verbose"],
    ["LOG_RETENTION_DAYS", "0"],
    ["ENVIRONMENT", "Our Production!"],
    ["DATABASE_URL", "mysql://localhost/x"],
    ["OPENAI_BASE_URL", "ftp://example"],
    ["OPENAI_MODEL", "a model"],
    ["JWT_SECRET", "hunter2-secret"],
    ["REDIS_URL", "http://localhost:6379"],
    ["QDRANT_URL", "localhost:6333"],
    ["ADMIN_EMAIL", "admin"],
    ["ADMIN_PASSWORD", "hunter2"],
    ["TRUST_PROXY", "1"],
    ["RATE_LIMIT_LOGIN_PER_MINUTE", "0"],
    ["LOCKOUT_ATTEMPTS", "many"],
    ["AUDIT_DIR", "audit"],
    ["BACKUP_KEY_FILE", "key"],
    ["BACKUP_INTERVAL_HOURS", "-1"],
    ["BACKUP_KEEP", "0"],
  ])("%s=%s", (name, value) => {
    const read = () => readSettings({ ...dataDirectory, [name]: value });
    expect(read).toThrow(new RegExp(`^${name} must be [^\\n]+\\.$`));
    if (name === "JWT_SECRET") expect(read).not.toThrow(value);
  });
});

test("README.md documents every setting", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const documented = [...readme.matchAll(/^\| (`[A-Z_`, ]+`) +\|/gm)].flatMap(([, names]) =>
    String(names)
      .split(", ")
      .map((name) => name.replaceAll("`", "")),
  );
  for (const name of settingNames) expect(documented).toContain(name);
});
