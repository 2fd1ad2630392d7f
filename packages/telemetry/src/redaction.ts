import { createRedactor, defaultPolicy, type PhiKind, phiKinds, type Redactor } from "@voiceassist/phi";
import { Counter, type Registry } from "prom-client";

const signals = ["traces", "logs", "metrics"] as const;

export type Signal = (typeof signals)[number];

const types: readonly (PhiKind | "failure")[] = [...phiKinds, "failure"];

/** One redactor a signal: the same policy, counted apart in `phi_redactions_total{boundary="service"}`. */
export function createSignalRedactors(registry: Registry): Readonly<Record<Signal, Redactor>> {
  const redactions = new Counter({
    name: "phi_redactions_total",
    help: "Identifiers replaced before a signal left, and redactions that failed and dropped their field.",
    labelNames: ["boundary", "signal", "type"],
    registers: [registry],
  });
  const create = (signal: Signal): Redactor => {
    const count = (kind: PhiKind | "failure", amount: number): void =>
      redactions.inc({ boundary: "service", signal, type: kind.toLowerCase() }, amount);
    for (const type of types) count(type, 0);
    return createRedactor(defaultPolicy, count);
  };
  return { traces: create("traces"), logs: create("logs"), metrics: create("metrics") };
}
