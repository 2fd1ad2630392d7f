/** Default ports: those of the real components, so that their documentation holds. One option shifts them all. */
export const defaultPorts = {
  gateway: 8000,
  console: 3000,
  prometheus: 9090,
  alertmanager: 9093,
  loki: 3100,
  jaeger: 16_686,
  otlp: 4318,
  simulatedOpenai: 8090,
  simulatedRedis: 8091,
} as const;

export type PortName = keyof typeof defaultPorts;

/** `http://localhost:PORT` of a listener, shifted. */
export function address(name: PortName, offset: number): string {
  return `http://localhost:${defaultPorts[name] + offset}`;
}
