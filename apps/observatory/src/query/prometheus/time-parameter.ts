import { parseDurationMillis } from "../../config/duration.ts";
import { parseGoFloat } from "./go-number.ts";

/** The earliest and the latest time that Prometheus' API knows, as its clients write them. */
const formattedBounds: ReadonlyMap<string, number> = new Map([
  ["-292273086-05-16T16:47:06Z", Number.MIN_SAFE_INTEGER],
  ["292277025-08-18T07:12:54.999999999Z", Number.MAX_SAFE_INTEGER],
]);

const rfc3339 =
  /^(?<day>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d+)?(?:Z|[+-]\d{2}:\d{2})$/u;
const nanosPerSecond = 1e9;
const nanosPerMilli = 1e6;

/** Seconds since the Unix epoch, with a fraction, or RFC 3339; in milliseconds, or `undefined` when it is neither. */
export function parseTimeMillis(text: string): number | undefined {
  const seconds = parseGoFloat(text);
  if (seconds !== undefined) return millisOf(seconds);
  const bound = formattedBounds.get(text);
  if (bound !== undefined) return bound;
  const day = rfc3339.exec(text)?.groups?.day;
  if (day === undefined) return undefined;
  // The 30th of February is no day, where `Date` would go on into March.
  const start = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(start.valueOf()) || !start.toISOString().startsWith(day)) return undefined;
  const millis = Date.parse(text.replace(",", "."));
  return Number.isNaN(millis) ? undefined : millis;
}

/** The fraction is rounded to milliseconds apart from the whole, then goes through nanoseconds, as in Prometheus. */
function millisOf(seconds: number): number | undefined {
  const whole = Math.trunc(seconds);
  const fraction = Math.sign(seconds) * (Math.round(Math.abs(seconds - whole) * 1_000) / 1_000);
  const millis = whole * 1_000 + Math.floor(Math.trunc(fraction * nanosPerSecond) / nanosPerMilli);
  return Number.isSafeInteger(millis) ? millis : undefined;
}

/** Longest duration that Go's nanoseconds in 64 bits hold. */
const maxDurationMillis = 9_223_372_036_854;

/** Seconds with a fraction, or a duration such as `1m30s`; in milliseconds, or what is wrong with it. */
export function parseStepMillis(text: string): number | string {
  const problem = `cannot parse ${JSON.stringify(text)} to a valid duration`;
  const seconds = parseGoFloat(text);
  if (seconds === undefined) return parseDurationMillis(text) ?? problem;
  const nanos = Math.trunc(seconds * nanosPerSecond);
  const millis = nanos / nanosPerMilli;
  return Math.abs(millis) <= maxDurationMillis ? millis : `${problem}. It overflows int64`;
}
