import { createRedactor, defaultPolicy, type PhiKind, phiKinds, type Redactor } from "@voiceassist/phi";
import type { Metrics } from "./metrics.ts";

const signals = ["traces", "logs", "metrics"] as const;

type Signal = (typeof signals)[number];
type SignalRedactors = Readonly<Record<Signal, Redactor>>;

const types: readonly (PhiKind | "failure")[] = [...phiKinds, "failure"];

/** One redactor a signal: the same policy, counted apart in `phi_redactions_total{boundary="service"}`. */
export function createSignalRedactors(metrics: Metrics): SignalRedactors {
  const redactions = metrics.counter({
    name: "phi_redactions_total",
    help: "Identifiers replaced before a signal left, and redactions that failed and dropped their field.",
    labels: ["boundary", "signal", "type"],
  });
  const create = (signal: Signal): Redactor => {
    const ofSignal = new Map(
      types.map((type) => [type, redactions.with({ boundary: "service", signal, type: type.toLowerCase() })]),
    );
    return createRedactor(defaultPolicy, (kind, amount) => ofSignal.get(kind)?.add(amount));
  };
  return { traces: create("traces"), logs: create("logs"), metrics: create("metrics") };
}
