import { createServer } from "node:net";
import { defaultPorts, type PortName } from "./ports.ts";

/**
 * The first of our ports that another process holds. Looked for before anything starts: otherwise that process's
 * answers would pass for our own.
 */
export async function takenPort(
  names: readonly PortName[],
  offset: number,
): Promise<{ readonly name: PortName; readonly port: number } | undefined> {
  for (const name of names) {
    const port = defaultPorts[name] + offset;
    if (!(await canListen(port))) return { name, port };
  }
  return undefined;
}

async function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
