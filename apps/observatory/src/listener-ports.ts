/** The ports of the real stack, so that its documentation and its clients work here. */
export const listenerPorts = {
  otlpGrpc: 4317,
  otlp: 4318,
  zipkin: 9411,
  prometheus: 9090,
  loki: 3100,
  jaeger: 16686,
  alertmanager: 9093,
  console: 3000,
} as const;

export type ListenerName = keyof typeof listenerPorts;

/** Ports of the embedded system's other processes. */
const gatewayPort = 8000;
const simulatedProviderPort = 8090;

const ownPorts: ReadonlySet<number> = new Set([
  ...Object.values(listenerPorts),
  gatewayPort,
  simulatedProviderPort,
]);

const loopbackAddress = /^(?<host>localhost|127(?:\.\d{1,3}){3}|\[::1\]):(?<port>\d{1,5})$/u;

/**
 * The address at which a target of the configuration really listens. With a port offset the embedded processes move,
 * while the target files keep the ports of the real stack: a loopback target on one of our own ports moves along.
 */
export function targetAddress(address: string, portOffset: number): string {
  const groups = loopbackAddress.exec(address)?.groups;
  const port = Number(groups?.port);
  return portOffset !== 0 && ownPorts.has(port) ? `${groups?.host}:${port + portOffset}` : address;
}

/** Whether the address is a listener of this very process. */
export function isOwnAddress(address: string, portOffset: number): boolean {
  const groups = loopbackAddress.exec(new URL(address).host)?.groups;
  return (Object.values(listenerPorts) as number[]).includes(Number(groups?.port) - portOffset);
}
