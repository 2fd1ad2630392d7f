import { parseDurationMillis } from "../../config/duration.ts";

/** The earliest and the latest time that Prometheus' API knows, as its clients write them. */
const formattedBounds: ReadonlyMap<string, number> = new Map([
  ["-292273086-05-16T16:47:06Z", Number.MIN_SAFE_INTEGER],
  ["292277025-08-18T07:12:54.999999999Z", Number.MAX_SAFE_INTEGER],
]);

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/u;
const rfc3339 =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/u;

/** Seconds since the Unix epoch, with a fraction, or RFC 3339; in milliseconds, or `undefined` when it is neither. */
export function parseTimeMillis(text: string): number | undefined {
  if (decimal.test(text)) {
    const millis = Math.round(Number(text) * 1_000);
    return Number.isSafeInteger(millis) ? millis : undefined;
  }
  const bound = formattedBounds.get(text);
  if (bound !== undefined) return bound;
  const millis = rfc3339.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(millis) ? undefined : millis;
}

/** Longest duration that Go's nanoseconds in 64 bits hold. */
const maxDurationMillis = 9_223_372_036_854;

/** Seconds with a fraction, or a duration such as `1m30s`; in milliseconds, or `undefined` when it is neither. */
export function parseStepMillis(text: string): number | undefined {
  if (!decimal.test(text)) return parseDurationMillis(text);
  const millis = Number(text) * 1_000;
  return Math.abs(millis) <= maxDurationMillis ? millis : undefined;
}
