import { goDigits } from "./go-number.ts";
import { timeText } from "./go-time.ts";

const significantDigits = 4;
const shown = (value: number): string => goDigits(value, significantDigits);

const large = ["k", "M", "G", "T", "P", "E", "Z", "Y"] as const;
const small = ["m", "u", "n", "p", "f", "a", "z", "y"] as const;

/** `1.235M`, `120m`. */
export function humanize(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return shown(value);
  return Math.abs(value) >= 1 ? scaled(value, 1_000, large) : belowOne(value);
}

/** `1.177Mi`. */
export function humanize1024(value: number): string {
  if (Math.abs(value) <= 1 || !Number.isFinite(value)) return shown(value);
  return scaled(
    value,
    1_024,
    large.map((prefix) => `${prefix}i`),
  );
}

/** `1d 2h 3m 4s`, `1.234s`, `100ms`. */
export function humanizeDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return shown(seconds);
  if (seconds === 0) return "0s";
  if (Math.abs(seconds) < 1) return `${belowOne(seconds)}s`;
  const sign = seconds < 0 ? "-" : "";
  const size = Math.abs(seconds);
  const whole = Math.trunc(size);
  const [second, minute] = [whole % 60, Math.floor(whole / 60) % 60];
  const [hour, day] = [Math.floor(whole / 3_600) % 24, Math.floor(whole / 86_400)];
  if (day > 0) return `${sign}${day}d ${hour}h ${minute}m ${second}s`;
  if (hour > 0) return `${sign}${hour}h ${minute}m ${second}s`;
  return minute > 0 ? `${sign}${minute}m ${second}s` : `${sign}${shown(size)}s`;
}

/** `12.35%`, of a ratio. */
export function humanizePercentage(ratio: number): string {
  return `${shown(ratio * 100)}%`;
}

/** Nanoseconds since the epoch that Go can count in both directions. */
const maxNanos = 2 ** 63;

/** Unix seconds as whole milliseconds; `undefined` when it is no time that Go can tell. */
export function millisOfSeconds(seconds: number): number | undefined {
  const nanos = seconds * 1e9;
  return Math.abs(nanos) <= maxNanos ? Math.trunc(nanos / 1e6) : undefined;
}

/** `2015-06-23 13:19:44.128 +0000 UTC`; `undefined` when it is no time that Go can tell. */
export function humanizeTimestamp(seconds: number): string | undefined {
  if (!Number.isFinite(seconds)) return shown(seconds);
  const millis = millisOfSeconds(seconds);
  return millis === undefined ? undefined : timeText(millis);
}

function scaled(value: number, step: number, prefixes: readonly string[]): string {
  let rest = value;
  let prefix = "";
  for (const next of prefixes) {
    if (Math.abs(rest) < step) break;
    prefix = next;
    rest /= step;
  }
  return `${shown(rest)}${prefix}`;
}

function belowOne(value: number): string {
  let rest = value;
  let prefix = "";
  for (const next of small) {
    if (Math.abs(rest) >= 1) break;
    prefix = next;
    rest *= 1_000;
  }
  return `${shown(rest)}${prefix}`;
}
