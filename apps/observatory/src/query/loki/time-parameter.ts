import { parseDurationMillis } from "../../config/duration.ts";

export interface NanoRange {
  /** Unix nanoseconds, inclusive. */
  readonly fromNano: bigint;
  /** Unix nanoseconds, exclusive. */
  readonly toNano: bigint;
}

const defaultSinceMillis = 60 * 60 * 1_000;
const nanosPerMilli = 1_000_000n;
const nanosPerSecond = 1_000_000_000n;
const millisPerSecond = 1_000;

/** Whole seconds have at most this many digits until the year 2286; longer numbers are nanoseconds. */
const maxSecondsDigits = 10;

/** Unix nanoseconds, seconds (whole or with a fraction) or RFC 3339, as Loki takes them; `undefined` for anything else. */
export function parseTimeNano(text: string): bigint | undefined {
  if (/^\d{1,19}$/u.test(text)) {
    return text.length <= maxSecondsDigits ? BigInt(text) * nanosPerSecond : BigInt(text);
  }
  const seconds = /^(?<whole>\d{1,10})\.(?<fraction>\d+)$/u.exec(text)?.groups;
  if (seconds !== undefined) {
    return BigInt(seconds.whole ?? "0") * nanosPerSecond + nanosOf(seconds.fraction ?? "");
  }
  const date =
    /^(?<date>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(?<fraction>\d+))?(?<zone>Z|[+-]\d\d:\d\d)$/u.exec(
      text,
    )?.groups;
  const millis = date === undefined ? Number.NaN : Date.parse(`${date.date}${date.zone}`);
  if (Number.isNaN(millis) || millis < 0) return undefined;
  return BigInt(millis) * nanosPerMilli + nanosOf(date?.fraction ?? "");
}

/** `start`, `end` and `since` of a request; the last hour when it names none. */
export function rangeOf(given: URLSearchParams, nowMillis: number): NanoRange | undefined {
  const nowNano = BigInt(nowMillis) * nanosPerMilli;
  const end = given.get("end") ?? "";
  const start = given.get("start") ?? "";
  const since = given.get("since") ?? "";
  const toNano = end === "" ? nowNano : parseTimeNano(end);
  const sinceMillis = since === "" ? defaultSinceMillis : parseDurationMillis(since);
  if (toNano === undefined || sinceMillis === undefined) return undefined;
  const latest = toNano < nowNano ? toNano : nowNano;
  const fromNano = start === "" ? latest - BigInt(sinceMillis) * nanosPerMilli : parseTimeNano(start);
  return fromNano === undefined ? undefined : { fromNano, toNano };
}

export function millisRange({ fromNano, toNano }: NanoRange): {
  readonly fromMillis: number;
  readonly toMillis: number;
} {
  return { fromMillis: Number(fromNano / nanosPerMilli), toMillis: Number(toNano / nanosPerMilli) };
}

/** Unix seconds with the fraction that a number holds, as instant results carry them. */
export function secondsOf(nano: bigint): number {
  return Number(nano / nanosPerMilli) / millisPerSecond;
}

function nanosOf(fraction: string): bigint {
  return BigInt(fraction.slice(0, 9).padEnd(9, "0"));
}
