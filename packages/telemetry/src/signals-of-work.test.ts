import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTelemetry } from "./create-telemetry.ts";
import type { Telemetry } from "./telemetry.ts";

let telemetry: Telemetry;
let output: string[];

beforeEach(() => {
  output = [];
  telemetry = createTelemetry({
    serviceName: "ward-service",
    serviceVersion: "1",
    environment: "test",
    logLevel: "info",
    logDestination: { write: (line) => void output.push(line) },
  });
});

afterEach(() => telemetry.shutdown(1_000));

const sample = async (start: string): Promise<string | undefined> =>
  (await telemetry.metrics.exposition()).split("\n").find((line) => line.startsWith(start));

test("the same metric defined twice is one metric, and another under its name is refused", async () => {
  const definition = { name: "beds_total", help: "x", labels: ["ward"] } as const;
  telemetry.metrics.counter(definition).add({ ward: "a" });
  telemetry.metrics.counter(definition).add({ ward: "a" });
  expect(await sample("beds_total{")).toBe('beds_total{ward="a"} 2');
  expect(() => telemetry.metrics.gauge(definition)).toThrow(
    expect.objectContaining({ code: "TELEMETRY_METRIC_REDEFINED" }),
  );
});

test("a call to a language model counts tokens, cost and what has no price", async () => {
  const model = telemetry.observeLanguageModel({
    provider: "openai",
    prices: [
      { model: "m", effectiveFrom: "2020-01-01", inputUsdPerMillionTokens: 1, outputUsdPerMillionTokens: 2 },
    ],
  });
  const ask = (name: string): Promise<string> =>
    model.call({ operation: "chat", model: name }, async (report) => {
      report({ inputTokens: 1_000, outputTokens: 500 });
      return "answer";
    });
  expect(await ask("m")).toBe("answer");
  await ask("unknown");
  await expect(
    model.call({ operation: "chat", model: "m" }, () =>
      Promise.reject(Object.assign(new Error("no"), { code: "BUSY" })),
    ),
  ).rejects.toThrow("no");

  expect(await sample("gen_ai_client_cost_usd_total{")).toBe(
    'gen_ai_client_cost_usd_total{gen_ai_provider_name="openai",gen_ai_request_model="m"} 0.002',
  );
  expect(await sample("gen_ai_client_unpriced_tokens_total{")).toBe(
    'gen_ai_client_unpriced_tokens_total{gen_ai_provider_name="openai",gen_ai_request_model="unknown",gen_ai_token_type="input"} 1000',
  );
  const labels =
    'gen_ai_operation_name="chat",gen_ai_provider_name="openai",gen_ai_request_model="m",gen_ai_token_type="output"';
  expect(await sample(`gen_ai_client_token_usage_sum{${labels}}`)).toMatch(/ 500$/);
  expect(
    await sample(
      'gen_ai_client_operation_duration_seconds_count{gen_ai_operation_name="chat",gen_ai_provider_name="openai",gen_ai_request_model="m",error_type="BUSY"}',
    ),
  ).toMatch(/ 1$/);
});

test("a Redis command is counted by its name, its keys are never read, and a second send is the same command", async () => {
  class Client extends EventEmitter {
    sent = 0;
    sendCommand(command: { name: string; promise: Promise<unknown> }): Promise<unknown> {
      this.sent += 1;
      return command.promise;
    }
  }
  const client = new Client();
  telemetry.observeRedis(client);
  const command = {
    name: "get",
    promise: Promise.resolve("x"),
    get args(): never {
      throw new Error("the arguments were read");
    },
  };
  await client.sendCommand(command);
  await client.sendCommand(command);
  await expect(
    client.sendCommand({ name: "set", promise: Promise.reject(new Error("down")) }),
  ).rejects.toThrow("down");
  expect(client.sent).toBe(3);
  expect(await sample('redis_operations_total{operation="get",status="success"}')).toMatch(/ 1$/);
  expect(await sample('redis_operations_total{operation="set",status="error"}')).toMatch(/ 1$/);
  expect(await sample('redis_operation_duration_seconds_count{operation="get"}')).toMatch(/ 1$/);
});

test("health and backups are told as gauges", async () => {
  telemetry.reportHealth("cache", false);
  telemetry.reportBackup("gateway", 1_750_000_000_000);
  expect(await sample("health_check_status{")).toBe('health_check_status{component="cache"} 0');
  expect(await sample("backup_last_success_timestamp_seconds{")).toBe(
    'backup_last_success_timestamp_seconds{database="gateway"} 1750000000',
  );
});

test("the log level changes at run time, for children too, and bindings are redacted", () => {
  const child = telemetry.log.child({ patient_name: "Quentin Marlow", shelf: 4 });
  child.debug("not yet");
  telemetry.setLogLevel("debug");
  child.debug("mail quentin.marlow@example.org");
  expect(telemetry.logLevel()).toBe("debug");
  expect(output).toHaveLength(1);
  expect(JSON.parse(output[0] ?? "")).toMatchObject({
    level: "debug",
    message: "mail [REDACTED:EMAIL]",
    patient_name: "[REDACTED:NAME]",
    shelf: 4,
  });
});
