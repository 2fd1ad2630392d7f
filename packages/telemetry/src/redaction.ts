import { createRedactor, defaultPolicy, type PhiKind, phiKinds, type Redactor } from "@voiceassist/phi";
import type { BoundCounter, Metrics } from "./metrics.ts";

const signals = ["traces", "logs", "metrics"] as const;

type Signal = (typeof signals)[number];
interface SignalRedactors extends Readonly<Record<Signal, Redactor>> {
  /** The engine behind them, uncounted: for what is no signal. */
  readonly uncounted: Redactor;
}
type Counters = ReadonlyMap<PhiKind | "failure", BoundCounter>;

const types: readonly (PhiKind | "failure")[] = [...phiKinds, "failure"];

/**
 * One redactor a signal: the same policy, counted apart in `phi_redactions_total{boundary="service"}`. They share one
 * engine, which is most of the package's memory; it works synchronously, so that at any time one signal uses it.
 */
export function createSignalRedactors(metrics: Metrics): SignalRedactors {
  const redactions = metrics.counter({
    name: "phi_redactions_total",
    help: "Identifiers replaced before a signal left, and redactions that failed and dropped their field.",
    labels: ["boundary", "signal", "type"],
  });
  const counters = (signal: Signal): Counters =>
    new Map(
      types.map((type) => [type, redactions.with({ boundary: "service", signal, type: type.toLowerCase() })]),
    );
  let counting: Counters | undefined;
  const engine = createRedactor(defaultPolicy, (kind, amount) => counting?.get(kind)?.add(amount));

  const ofSignal = (signal: Signal): Redactor => {
    const own = counters(signal);
    const counted = <T>(redact: () => T): T => {
      // A getter of a value that is redacted may itself log.
      const outer = counting;
      counting = own;
      try {
        return redact();
      } finally {
        counting = outer;
      }
    };
    return {
      text: (text) => counted(() => engine.text(text)),
      value: (value) => counted(() => engine.value(value)),
      field: (name, value) => counted(() => engine.field(name, value)),
      url: (url) => counted(() => engine.url(url)),
      sql: (statement) => counted(() => engine.sql(statement)),
      hl7: (message) => counted(() => engine.hl7(message)),
      x12: (interchange) => counted(() => engine.x12(interchange)),
      detect: (text) => engine.detect(text),
      stream() {
        const stream = engine.stream();
        return {
          push: (chunk) => counted(() => stream.push(chunk)),
          end: () => counted(() => stream.end()),
        };
      },
    };
  };
  return {
    traces: ofSignal("traces"),
    logs: ofSignal("logs"),
    metrics: ofSignal("metrics"),
    uncounted: engine,
  };
}
