import { formatValue } from "../evaluate/format-value.ts";
import type { DurationExpression } from "../syntax/duration-expression.ts";
import { literalSeconds } from "../syntax/literal-seconds.ts";

const units: readonly (readonly [unit: string, millis: number, onlyWhole: boolean])[] = [
  ["y", 365 * 24 * 3600 * 1000, true],
  ["w", 7 * 24 * 3600 * 1000, true],
  ["d", 24 * 3600 * 1000, false],
  ["h", 3600 * 1000, false],
  ["m", 60 * 1000, false],
  ["s", 1000, false],
  ["ms", 1, false],
];

/** Whole milliseconds of seconds, which Prometheus keeps to the nanosecond. */
export function wholeMillis(seconds: number): number {
  return Math.trunc(Math.round(seconds * 1e9) / 1e6);
}

/** `1h30m`; years and weeks only where nothing is left over, since 90d is easier to read than 12w6d. */
export function printSeconds(seconds: number): string {
  const millis = wholeMillis(seconds);
  const sign = millis < 0 ? "-" : "";
  let rest = Math.abs(millis);
  if (rest === 0) return "0s";
  let text = "";
  for (const [unit, size, onlyWhole] of units) {
    if (rest < size || (onlyWhole && rest % size !== 0)) continue;
    text += `${Math.floor(rest / size)}${unit}`;
    rest %= size;
  }
  return sign + text;
}

/** A range, step or offset as Prometheus prints it: literals in units, expressions as they are. */
export function printDuration(duration: DurationExpression): string {
  const seconds = literalSeconds(duration);
  return seconds === undefined ? printParts(duration) : printSeconds(seconds);
}

function printParts(duration: DurationExpression): string {
  switch (duration.kind) {
    case "seconds":
      return duration.hasUnits ? printSeconds(duration.seconds) : formatValue(duration.seconds);
    case "step":
    case "range":
      return `${duration.kind}()`;
    case "group":
      return `(${printParts(duration.operand)})`;
    case "negation":
      return `-${printParts(duration.operand)}`;
    case "extremum":
      return `${duration.choose}_of(${printParts(duration.left)}, ${printParts(duration.right)})`;
    case "arithmetic":
      return `${printParts(duration.left)} ${duration.operator} ${printParts(duration.right)}`;
  }
}
