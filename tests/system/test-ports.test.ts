import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { repositoryRoot, url } from "./running-process.ts";
import { peerPorts, portOffsets } from "./test-ports.ts";

const listeners = [
  "gateway",
  "console",
  "prometheus",
  "alertmanager",
  "loki",
  "jaeger",
  "otlpGrpc",
  "otlp",
  "zipkin",
] as const;

const portsAt = (portOffset: number): readonly number[] =>
  listeners.map((name) => Number(new URL(url({ dataDir: "", portOffset }, name)).port));

test("no two files of tests share a port, with each other or with a running demo", () => {
  const proxies = readFileSync(`${repositoryRoot}/infrastructure/proxy/observatory.Caddyfile`, "utf8");
  const proxied = [...proxies.matchAll(/^:(\d+) \{$/gm)].map(
    ([, port]) => Number(port) + portOffsets.proxies,
  );
  expect(proxied.length).toBeGreaterThan(0);
  const ports = [
    ...portsAt(0),
    ...Object.values(portOffsets).flatMap(portsAt),
    ...Object.values(peerPorts),
    ...proxied,
  ];
  const seen = new Set<number>();
  const shared = ports.filter((port) => seen.size === seen.add(port).size);
  expect(shared).toEqual([]);
  expect(Math.max(...ports)).toBeLessThan(32_768);
});
