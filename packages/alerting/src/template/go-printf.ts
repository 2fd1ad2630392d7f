import { exponentText, goDigits, goNumber } from "./go-number.ts";
import { shownValue, type TemplateValue, typeName } from "./template-value.ts";

const verb = /%(?<flags>[-+# 0]*)(?<width>\d{1,3})?(?:\.(?<precision>\d{0,2}))?(?<letter>[\s\S])|%$/gu;

interface Verb {
  readonly flags: string;
  readonly precision: number | undefined;
  readonly letter: string;
}

/** Go's `Sprintf` for the verbs that templates use: v s q d f g e t x X c and %%. */
export function goPrintf(format: string, values: readonly TemplateValue[]): string {
  let used = 0;
  const text = format.replace(verb, (...match: unknown[]) => {
    const groups = match.at(-1) as Readonly<Record<string, string | undefined>>;
    const { flags = "", width, precision, letter } = groups;
    if (letter === undefined) return "%!(NOVERB)";
    if (letter === "%") return "%";
    if (used >= values.length) return `%!${letter}(MISSING)`;
    const value = values[used];
    used += 1;
    const digits = precision === undefined ? undefined : Number(precision);
    return padded(formatted(value, { flags, precision: digits, letter }), flags, Number(width ?? 0));
  });
  if (used >= values.length) return text;
  const extra = values.slice(used).map((value) => `${typeName(value)}=${shownValue(value)}`);
  return `${text}%!(EXTRA ${extra.join(", ")})`;
}

function padded(text: string, flags: string, width: number): string {
  if (flags.includes("-")) return text.padEnd(width);
  const isNumber = /^[+-]?\d/u.test(text);
  if (!flags.includes("0") || !isNumber) return text.padStart(width);
  const sign = /^[+-]/u.exec(text)?.[0] ?? "";
  return `${sign}${text.slice(sign.length).padStart(width - sign.length, "0")}`;
}

function formatted(value: TemplateValue, { flags, precision, letter }: Verb): string {
  const bad = (): string => `%!${letter}(${typeName(value)}=${shownValue(value)})`;
  if (letter === "v" || (letter === "s" && typeof value !== "bigint" && !isPlain(value))) {
    return typeof value === "number" ? signed(goNumber(value), flags) : shownValue(value);
  }
  if (typeof value === "string") return textVerb(value, letter, precision) ?? bad();
  if (typeof value === "boolean") return letter === "t" ? String(value) : bad();
  if (typeof value === "bigint") {
    const whole = integerVerb(value, letter);
    return whole === undefined ? bad() : signed(whole, flags);
  }
  if (typeof value !== "number") return bad();
  const text = floatVerb(value, letter, precision);
  return text === undefined ? bad() : signed(text, flags);
}

function isPlain(value: TemplateValue): boolean {
  return typeof value === "number" || typeof value === "boolean" || typeof value === "string";
}

function signed(text: string, flags: string): string {
  if (/^[+-]/u.test(text) || text === "NaN") return text;
  if (flags.includes("+")) return `+${text}`;
  return flags.includes(" ") ? ` ${text}` : text;
}

function textVerb(value: string, letter: string, precision: number | undefined): string | undefined {
  switch (letter) {
    case "s":
      return precision === undefined ? value : Array.from(value).slice(0, precision).join("");
    case "q":
      return JSON.stringify(value);
    case "x":
    case "X": {
      const hex = [...new TextEncoder().encode(value)]
        .map((byte) => byte.toString(16).padStart(2, "0"))
        .join("");
      return letter === "x" ? hex : hex.toUpperCase();
    }
    default:
      return undefined;
  }
}

function integerVerb(value: bigint, letter: string): string | undefined {
  switch (letter) {
    case "d":
      return String(value);
    case "x":
      return value.toString(16);
    case "X":
      return value.toString(16).toUpperCase();
    case "o":
      return value.toString(8);
    case "b":
      return value.toString(2);
    case "c":
      return String.fromCodePoint(Number(value));
    default:
      return undefined;
  }
}

const defaultPrecision = 6;

function floatVerb(value: number, letter: string, precision: number | undefined): string | undefined {
  if (!"feEgFG".includes(letter)) return undefined;
  if (!Number.isFinite(value)) return goNumber(value);
  const digits = precision ?? defaultPrecision;
  switch (letter.toLowerCase()) {
    case "f":
      return fixed(value, digits);
    case "e": {
      const [mantissa = "0", power = "0"] = value.toExponential(digits).split("e");
      return exponentText(mantissa, Number(power));
    }
    default:
      return precision === undefined ? goNumber(value) : goDigits(value, precision);
  }
}

/** `toFixed` turns to exponents from 1e21. */
const maxFixed = 1e21;

function fixed(value: number, digits: number): string {
  if (Math.abs(value) < maxFixed)
    return Object.is(value, -0) ? `-${(0).toFixed(digits)}` : value.toFixed(digits);
  return `${BigInt(value)}${digits === 0 ? "" : `.${"0".repeat(digits)}`}`;
}
