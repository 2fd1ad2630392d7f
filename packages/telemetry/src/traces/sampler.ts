/** On the root of each kept trace: why it was kept, and how many traces it stands for. */
export const samplingReasonAttribute = "sampling.reason";
export const adjustedCountAttribute = "sampling.adjusted_count";

export type KeepReason = "error" | "security" | "slow" | "rare" | "ordinary";

export type SamplingDecision =
  | { readonly kept: true; readonly reason: KeepReason; readonly adjustedCount: number }
  | { readonly kept: false };

/** What is known of a trace when its first span in this process ends. */
export interface EndedTrace {
  /** Name of its root: a route or an operation. */
  readonly name: string;
  readonly durationMillis: number;
  readonly failed: boolean;
  readonly isSecurityEvent: boolean;
  readonly spanCount: number;
  /** The last 32 bits of the trace id, which are random: W3C Trace Context Level 2, "Random trace id flag". */
  readonly random: number;
}

/** Part of the budget that ordinary traces may use. */
const ordinaryShare = 0.8;
/** Part of it that is given away whole; then a half of the traces is kept, then a quarter: a burst never fills the rest. */
const wholeShare = 0.9;
/** Of what ordinary traces leave, slow and rare ones may use this part: they must not crowd out failures. */
const unusualShare = 0.5;
/** Beyond the quantile by this factor: where all take the same time, none is slow. */
const slowFactor = 1.2;
const windowMillis = 1_000;
/** A name that was seen fewer times than this in two minutes is rare. */
const rareCount = 10;
const rareWindowMillis = 60_000;
/** Names that are told apart; the others share one record. */
const namesLimit = 1_000;
const othersName = "";
/** The slowest hundredth of a name's traces is slow, once enough were seen to tell. */
const slowQuantile = 0.99;
const quantileStep = 0.05;
const quantileWarmUp = 100;
/** Keeps the share above 0. */
const fullest = 0.9999;
const randomRange = 2 ** 32;

interface NameRecord {
  seen: number;
  slowAtMillis: number;
  windowStartMillis: number;
  inWindow: number;
  inPreviousWindow: number;
}

/**
 * Keeps what matters, and of the rest what fits into a budget of spans a second. Each decision says how many traces the
 * kept one stands for, so that counts estimated from kept traces are right on average. Reads no clock.
 */
export class Sampler {
  private readonly budgetSpans: number;
  private readonly names = new Map<string, NameRecord>();
  private windowStartMillis = 0;
  private ordinaryUsedSpans = 0;
  private unusualUsedSpans = 0;
  private importantUsedSpans = 0;
  private ordinaryDemandSpans = 0;
  private lastDemandSpans = 0;
  /** Share of the ordinary traces that the last window had room for. */
  private share = 1;

  constructor(spansPerSecond: number) {
    this.budgetSpans = spansPerSecond;
  }

  decide(trace: EndedTrace, nowMillis: number): SamplingDecision {
    if (nowMillis - this.windowStartMillis >= windowMillis) this.startWindow(nowMillis);
    const reason = this.reasonOf(trace, nowMillis);
    if (reason === "ordinary") return this.decideOrdinary(trace);
    const isUnusual = reason === "slow" || reason === "rare";
    const roomSpans = this.roomLeftByOrdinary();
    const usedSpans = this.unusualUsedSpans + this.importantUsedSpans + trace.spanCount;
    if (usedSpans > roomSpans) return dropped;
    if (isUnusual && this.unusualUsedSpans + trace.spanCount > roomSpans * unusualShare) return dropped;
    if (isUnusual) this.unusualUsedSpans += trace.spanCount;
    else this.importantUsedSpans += trace.spanCount;
    return { kept: true, reason, adjustedCount: 1 };
  }

  private decideOrdinary({ spanCount, random }: EndedTrace): SamplingDecision {
    this.ordinaryDemandSpans += spanCount;
    const roomSpans = this.budgetSpans * ordinaryShare;
    const probability = this.share * shareAt(this.ordinaryUsedSpans / roomSpans);
    const isChosen = random >= (1 - probability) * randomRange;
    if (!isChosen || this.ordinaryUsedSpans + spanCount > roomSpans) return dropped;
    const usedSpans = this.ordinaryUsedSpans + this.unusualUsedSpans + this.importantUsedSpans;
    if (usedSpans + spanCount > this.budgetSpans) return dropped;
    this.ordinaryUsedSpans += spanCount;
    return probability === 1
      ? keptOrdinary
      : { kept: true, reason: "ordinary", adjustedCount: 1 / probability };
  }

  private startWindow(nowMillis: number): void {
    const wholeSpans = this.budgetSpans * ordinaryShare * wholeShare;
    this.share = Math.min(1, wholeSpans / Math.max(1, this.ordinaryDemandSpans));
    this.windowStartMillis = nowMillis;
    this.lastDemandSpans = this.ordinaryDemandSpans;
    this.ordinaryUsedSpans = 0;
    this.unusualUsedSpans = 0;
    this.importantUsedSpans = 0;
    this.ordinaryDemandSpans = 0;
  }

  /** What the ordinary traces of this window will not need, judged by the last window and by this one so far. */
  private roomLeftByOrdinary(): number {
    if (this.budgetSpans === Number.POSITIVE_INFINITY) return this.budgetSpans;
    const demandSpans = Math.max(this.lastDemandSpans, this.ordinaryDemandSpans);
    return this.budgetSpans - Math.min(demandSpans, this.budgetSpans * ordinaryShare);
  }

  private reasonOf(trace: EndedTrace, nowMillis: number): KeepReason {
    const record = this.recordOf(trace.name, nowMillis);
    const isSlow = record.seen > quantileWarmUp && trace.durationMillis > slowFactor * record.slowAtMillis;
    record.seen += 1;
    // Robbins-Monro on a logarithmic scale: one number a name follows the quantile as the service changes.
    if (record.seen === 1) record.slowAtMillis = trace.durationMillis;
    record.slowAtMillis *=
      trace.durationMillis > record.slowAtMillis
        ? 1 + quantileStep * slowQuantile
        : 1 - quantileStep * (1 - slowQuantile);
    if (nowMillis - record.windowStartMillis >= rareWindowMillis) {
      record.inPreviousWindow =
        nowMillis - record.windowStartMillis < 2 * rareWindowMillis ? record.inWindow : 0;
      record.inWindow = 0;
      record.windowStartMillis = nowMillis;
    }
    record.inWindow += 1;
    if (trace.failed) return "error";
    if (trace.isSecurityEvent) return "security";
    if (isSlow) return "slow";
    return record.inWindow + record.inPreviousWindow <= rareCount ? "rare" : "ordinary";
  }

  private recordOf(name: string, nowMillis: number): NameRecord {
    const key = this.names.size < namesLimit || this.names.has(name) ? name : othersName;
    let record = this.names.get(key);
    if (record === undefined) {
      record = { seen: 0, slowAtMillis: 0, windowStartMillis: nowMillis, inWindow: 0, inPreviousWindow: 0 };
      this.names.set(key, record);
    }
    return record;
  }
}

const dropped: SamplingDecision = { kept: false };
const keptOrdinary: SamplingDecision = { kept: true, reason: "ordinary", adjustedCount: 1 };

function shareAt(used: number): number {
  if (used < wholeShare) return 1;
  const left = (1 - Math.min(used, fullest)) / (1 - wholeShare);
  return 2 ** -(1 + Math.floor(-Math.log2(left)));
}
