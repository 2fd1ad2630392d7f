import { add, type FloatHistogram } from "@voiceassist/histogram";
import type { Labels } from "./labels.ts";

type Amount = number | FloatHistogram;

interface Total {
  readonly timestampMillis: number;
  /** What was added last, to know a point that is sent again. */
  readonly delta: Amount;
  readonly total: Amount;
}

/** Running totals of series that say only what was added, so that they are kept as cumulative series. */
export interface DeltaTotals {
  begin(): DeltaAddition;
}

/** The additions of one request. */
export interface DeltaAddition {
  /** The total at that time; `undefined` when a later point was added before. */
  add<Value extends Amount>(labels: Labels, timestampMillis: number, delta: Value): Value | undefined;
  /** Takes the additions back: the request was not kept and will be sent again. */
  undo(): void;
}

/** Beyond `maxSeries`, those that were added to longest ago begin at 0 again, which reads as a counter's reset. */
export function createDeltaTotals(maxSeries: number): DeltaTotals {
  const totals = new Map<string, Total>();

  function put(key: string, total: Total): void {
    totals.delete(key);
    totals.set(key, total);
    if (totals.size <= maxSeries) return;
    const [oldest] = totals.keys();
    if (oldest !== undefined) totals.delete(oldest);
  }

  return {
    begin() {
      const before = new Map<string, Total | undefined>();
      return {
        add<Value extends Amount>(labels: Labels, timestampMillis: number, delta: Value): Value | undefined {
          const key = JSON.stringify(
            Object.entries(labels).sort(([left], [right]) => (left < right ? -1 : 1)),
          );
          const known = totals.get(key);
          if (known !== undefined && timestampMillis <= known.timestampMillis) {
            const isRepeated = timestampMillis === known.timestampMillis && isSame(known.delta, delta);
            return isRepeated ? (known.total as Value) : undefined;
          }
          const total = (known === undefined ? delta : sum(known.total, delta)) as Value;
          if (!before.has(key)) before.set(key, known);
          put(key, { timestampMillis, delta, total });
          return total;
        },
        undo() {
          for (const [key, total] of before) {
            if (total === undefined) totals.delete(key);
            else put(key, total);
          }
        },
      };
    },
  };
}

function sum(total: Amount, delta: Amount): Amount {
  if (typeof total === "number" || typeof delta === "number") return Number(total) + Number(delta);
  const both = add(total, delta);
  return both.ok ? both.histogram : delta;
}

function isSame(one: Amount, other: Amount): boolean {
  if (typeof one === "number" || typeof other === "number") return Object.is(one, other);
  return one.count === other.count && Object.is(one.sum, other.sum);
}
