import { quoted } from "../quote.ts";
import { durationSeconds } from "./duration-text.ts";
import { lexNumber } from "./lex-number.ts";

/** Why a text that begins like a number is none, in the words of the original. */
export function numberProblem(text: string): string {
  const unsigned = text.replace(/^[+-]\s*/, "");
  const { kind, end } = lexNumber(unsigned, 0);
  const taken = quoted(unsigned.slice(0, end));
  if (kind === "bad") return `bad number or duration syntax: ${taken}`;
  if (kind === "duration") return `not a valid duration string: ${taken}`;
  return `error parsing number: strconv.ParseFloat: parsing ${taken}: invalid syntax`;
}

/** Reads a PromQL number or duration, `undefined` when the text is neither. A duration is its seconds. */
export function numberFromText(text: string): number | undefined {
  const sign = text.startsWith("-") ? -1 : 1;
  const unsigned = text.replace(/^[+-]\s*/, "");
  const magnitude = unsignedNumber(unsigned);
  return magnitude === undefined ? undefined : sign * magnitude;
}

function unsignedNumber(text: string): number | undefined {
  const lower = text.toLowerCase();
  if (lower === "inf") return Number.POSITIVE_INFINITY;
  if (lower === "nan") return Number.NaN;
  if (/^0x[0-9a-f]+$/.test(lower)) return Number.parseInt(lower.slice(2), 16);
  const plain = lower.replaceAll("_", "");
  // A leading zero makes an octal integer in Go's base-0 syntax, which Prometheus uses.
  if (/^0[0-7]+$/.test(plain)) return Number.parseInt(plain, 8);
  if (/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(plain)) return Number(plain);
  return durationSeconds(text);
}
