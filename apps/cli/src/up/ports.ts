/** Default ports: those of the real components, so that their documentation holds. One option shifts them all. */
export const defaultPorts = {
  gateway: 8000,
  console: 3000,
  prometheus: 9090,
  alertmanager: 9093,
  loki: 3100,
  jaeger: 16_686,
  otlpGrpc: 4317,
  otlp: 4318,
  zipkin: 9411,
  simulatedOpenai: 8090,
  simulatedRedis: 8091,
} as const;

export type PortName = keyof typeof defaultPorts;

/** `http://localhost:PORT` of a listener, shifted. */
export function address(name: PortName, offset: number): string {
  return `http://localhost:${defaultPorts[name] + offset}`;
}

/** No browser opens these, nor does `fetch`: WHATWG Fetch, "port blocking", from 1024 on. */
const blockedPorts: ReadonlySet<number> = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
  10_080,
]);

/** A listener that no browser could reach at its shifted port. */
export function blockedPort(offset: number): { readonly name: PortName; readonly port: number } | undefined {
  for (const [name, port] of Object.entries(defaultPorts)) {
    if (blockedPorts.has(port + offset)) return { name: name as PortName, port: port + offset };
  }
  return undefined;
}

/** What listens where, a line each, for the help of `up`. */
export function portList(): string {
  return Object.entries(described)
    .map(([name, meaning]) => `  ${String(defaultPorts[name as PortName]).padEnd(7)}${meaning}\n`)
    .join("");
}

const described: Readonly<Record<PortName, string>> = {
  gateway: "the gateway",
  console: "the console",
  prometheus: "Prometheus API, remote write",
  alertmanager: "Alertmanager API",
  loki: "Loki API and push",
  jaeger: "Jaeger query API",
  otlpGrpc: "OTLP over gRPC: traces, logs, metrics",
  otlp: "OTLP over HTTP: /v1/traces, /v1/logs, /v1/metrics",
  zipkin: "Zipkin, version 2: /api/v2/spans",
  simulatedOpenai: "the demo's language model",
  simulatedRedis: "the demo's Redis",
};
