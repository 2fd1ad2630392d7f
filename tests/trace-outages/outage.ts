import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, startLoad } from "./gateway-load.ts";
import type { ObservedGateway } from "./observed-gateway.ts";
import type { Fault } from "./trace-receiver.ts";

const sampleMillis = 500;
/** Under load some are always on their way: the last second's. */
const lastSpans = 1_024;
/** The gateway tries again every eight seconds at most. */
const recoveryLimitMillis = 60_000;
/** What is queued when the receiver comes back is sent, two batches at a time. */
const settleLimitMillis = 60_000;

export const phases = ["before", "during", "after"] as const;
type Phase = (typeof phases)[number];
export type Durations = Readonly<Record<Phase, number>>;

interface Latency {
  readonly requests: number;
  /** Statuses of requests that failed; 0 is no answer. */
  readonly failed: readonly number[];
  readonly p50Millis: number;
  readonly p99Millis: number;
}

interface PhaseFigures {
  readonly subject: Latency;
  /** The gateway beside it, whose receiver works. */
  readonly control: Latency;
  readonly medianResidentMebibytes: number;
  readonly mostResidentMebibytes: number;
}

export interface Outage {
  readonly fault: Fault;
  readonly phases: Readonly<Record<Phase, PhaseFigures>>;
  readonly droppedSpans: Readonly<Record<"queue_full" | "export_failed" | "refused", number>>;
  /** From when the receiver worked again until spans arrived. */
  readonly recoverySeconds: number;
  /** Spans made in the phase after the outage that were dropped. */
  readonly droppedAfterRecovery: number;
  /** Spans made that were neither acknowledged nor counted as dropped, in the end. */
  readonly unaccountedSpans: number;
}

export interface Gateways {
  readonly subject: ObservedGateway;
  readonly control: ObservedGateway;
}

interface Samples {
  readonly subject: Answer[];
  readonly control: Answer[];
  readonly residentMebibytes: number[];
}

/** Breaks the subject's receiver for a while, under load, beside a gateway whose receiver works. */
export async function causeOutage(
  fault: Fault,
  { subject, control }: Gateways,
  { perSecond, millis }: { readonly perSecond: number; readonly millis: Durations },
): Promise<Outage> {
  let samples = newSamples();
  const sampler = setInterval(
    () => samples.residentMebibytes.push(subject.residentMebibytes()),
    sampleMillis,
  );
  const targetOf = async (gateway: ObservedGateway, name: "subject" | "control") => ({
    address: gateway.address,
    accessToken: await gateway.logIn(),
    onAnswer: (answer: Answer) => void samples[name].push(answer),
  });
  const droppedAtFirst = await droppedSpans(subject);
  const load = startLoad([await targetOf(subject, "subject"), await targetOf(control, "control")], perSecond);
  const measure = async (durationMillis: number): Promise<PhaseFigures> => {
    samples = newSamples();
    await sleep(durationMillis);
    return figuresOf(samples);
  };

  const before = await measure(millis.before);
  await subject.receiver.behave(fault);
  const during = await measure(millis.during);
  const recoverySeconds = await recover(subject);
  await settled(subject, lastSpans);
  const droppedBefore = sum(await droppedSpans(subject));
  const after = await measure(millis.after);
  await load.stop();
  clearInterval(sampler);
  await settled(subject, 1);
  const dropped = await droppedSpans(subject);
  return {
    fault,
    phases: { before, during, after },
    droppedSpans: {
      queue_full: dropped.queue_full - droppedAtFirst.queue_full,
      export_failed: dropped.export_failed - droppedAtFirst.export_failed,
      refused: dropped.refused - droppedAtFirst.refused,
    },
    recoverySeconds,
    droppedAfterRecovery: sum(dropped) - droppedBefore,
    unaccountedSpans: await unaccountedSpans(subject),
  };
}

/** Everything that was made, and is not on its way any more, was acknowledged or counted. */
async function unaccountedSpans(gateway: ObservedGateway): Promise<number> {
  const made = await gateway.total("traces_span_metrics_calls_total");
  const exported = await gateway.total("telemetry_spans_exported_total");
  return made - exported - (await gateway.total("telemetry_spans_dropped_total"));
}

async function droppedSpans(gateway: ObservedGateway): Promise<Outage["droppedSpans"]> {
  const of = (reason: string): Promise<number> =>
    gateway.metric(`telemetry_spans_dropped_total{reason="${reason}"}`);
  return {
    queue_full: await of("queue_full"),
    export_failed: await of("export_failed"),
    refused: await of("refused"),
  };
}

const sum = (counts: Outage["droppedSpans"]): number =>
  counts.queue_full + counts.export_failed + counts.refused;

async function recover({ receiver }: ObservedGateway): Promise<number> {
  const arrivedBefore = receiver.spanCount();
  const started = performance.now();
  await receiver.behave("healthy");
  await until(async () => receiver.spanCount() > arrivedBefore, recoveryLimitMillis);
  return (performance.now() - started) / 1_000;
}

/** Waits until fewer spans than these are on their way. */
async function settled(gateway: ObservedGateway, spans: number): Promise<void> {
  await until(async () => (await unaccountedSpans(gateway)) < spans, settleLimitMillis);
}

async function until(holds: () => Promise<boolean>, limitMillis: number): Promise<void> {
  const deadline = performance.now() + limitMillis;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Not within ${limitMillis} ms: ${String(holds)}`);
    await sleep(sampleMillis / 5);
  }
}

function newSamples(): Samples {
  return { subject: [], control: [], residentMebibytes: [] };
}

function figuresOf({ subject, control, residentMebibytes }: Samples): PhaseFigures {
  return {
    subject: latencyOf(subject),
    control: latencyOf(control),
    medianResidentMebibytes: quantile(residentMebibytes, 0.5),
    mostResidentMebibytes: Math.max(...residentMebibytes),
  };
}

function latencyOf(answers: readonly Answer[]): Latency {
  const latencies = answers.map(({ latencyMillis }) => latencyMillis);
  return {
    requests: answers.length,
    failed: answers.map(({ status }) => status).filter((status) => status !== 200),
    p50Millis: quantile(latencies, 0.5),
    p99Millis: quantile(latencies, 0.99),
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
