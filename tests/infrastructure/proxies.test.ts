import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  eventually,
  freshPlace,
  getText,
  ready,
  repositoryRoot,
  run,
  startObservatory,
  url,
} from "../system/running-process.ts";
import { portOffsets } from "../system/test-ports.ts";
import { hasTool, runTool } from "./tool.ts";

const directory = `${repositoryRoot}/infrastructure/proxy`;
const programPath = `${repositoryRoot}/tests/clients/stock-opentelemetry-program.mjs`;
const proxyPorts = { otlpGrpc: 24_317, otlp: 24_318, zipkin: 29_411 } as const;
const withinMillis = 10_000;

describe.skipIf(!hasTool("caddy", "version"))("Caddy (needs Debian's package caddy)", () => {
  test.each(readdirSync(directory))("accepts %s", async (file) => {
    process.env.GATEWAY_DOMAIN ??= "assistant.example.org";
    process.env.GRAFANA_DOMAIN ??= "grafana.example.org";
    const path = `${directory}/${file}`;
    const { exitCode, output } = await runTool("caddy", [
      "validate",
      "--adapter",
      "caddyfile",
      "--config",
      path,
    ]);
    expect(exitCode, output).toBe(0);
  });

  test("lets OTLP over gRPC and HTTP, and Zipkin, through to the observatory", async () => {
    const place = freshPlace(portOffsets.proxies);
    const scratch = mkdtempSync(join(tmpdir(), "voiceassist-proxy-"));
    const config = readFileSync(`${directory}/observatory.Caddyfile`, "utf8").replaceAll(
      /:(\d{4,5})\b/g,
      (_, port: string) => `:${Number(port) + place.portOffset}`,
    );
    writeFileSync(join(scratch, "Caddyfile"), config);
    const through = (name: keyof typeof proxyPorts): string =>
      `http://127.0.0.1:${proxyPorts[name] + place.portOffset}`;
    const observatory = startObservatory(place);
    const caddy = run("caddy", ["run", "--adapter", "caddyfile", "--config", join(scratch, "Caddyfile")], {
      HOME: scratch,
    });
    try {
      await ready(url(place, "prometheus", "/-/ready"));
      await ready(`http://127.0.0.1:${29_090 + place.portOffset}/-/ready`);
      for (const [protocol, door] of [
        ["grpc", "otlpGrpc"],
        ["http/protobuf", "otlp"],
      ] as const) {
        const program = run(process.execPath, [programPath], {
          OTEL_EXPORTER_OTLP_ENDPOINT: through(door),
          OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
          OTEL_SERVICE_NAME: `through-${door}`,
        });
        expect(await program.exited, program.stderr()).toBe(0);
      }
      const response = await fetch(`${through("zipkin")}/api/v2/spans`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: "[]",
      });
      expect(response.status).toBe(202);
      await eventually(
        () => getText(url(place, "jaeger", "/api/services")),
        (services) => services.includes("through-otlpGrpc") && services.includes("through-otlp"),
        withinMillis,
      );
    } finally {
      await caddy.stop();
      await observatory.stop();
      rmSync(scratch, { recursive: true, force: true });
      place.remove();
    }
  });
});
