import { goPrintf } from "./go-printf.ts";
import { TemplateError } from "./template-error.ts";
import { isList, isTrue, shownValue, type TemplateValue, typeName } from "./template-value.ts";

export interface TemplateFunction {
  readonly minArguments: number;
  readonly maxArguments: number;
  /** Throws a `TemplateError` whose message says what is wrong with the arguments. */
  readonly call: (values: readonly TemplateValue[]) => TemplateValue | Promise<TemplateValue>;
}

export type TemplateFunctions = ReadonlyMap<string, TemplateFunction>;

const anyNumber = Number.POSITIVE_INFINITY;

export function fixed(count: number, call: TemplateFunction["call"]): TemplateFunction {
  return { minArguments: count, maxArguments: count, call };
}

export function variadic(minArguments: number, call: TemplateFunction["call"]): TemplateFunction {
  return { minArguments, maxArguments: anyNumber, call };
}

export function textOf(value: TemplateValue): string {
  if (typeof value === "string") return value;
  throw new TemplateError(`wrong type for value; expected string; got ${typeName(value)}`);
}

function checkSameType(left: TemplateValue, right: TemplateValue): void {
  if (typeof left === typeof right) return;
  throw new TemplateError(`incompatible types for comparison: ${typeName(left)} and ${typeName(right)}`);
}

function isEqual(left: TemplateValue, right: TemplateValue): boolean {
  const [one, other] = [basic(left), basic(right)];
  checkSameType(one, other);
  return one === other;
}

function isLess(left: TemplateValue, right: TemplateValue): boolean {
  const [one, other] = [basic(left), basic(right)];
  checkSameType(one, other);
  if (typeof one === "boolean") throw new TemplateError("invalid type for comparison");
  return one < other;
}

function basic(value: TemplateValue): string | boolean | bigint | number {
  if (typeof value === "object" || value === undefined) throw new TemplateError("non-comparable type");
  return value;
}

function lengthOf(value: TemplateValue): bigint {
  if (typeof value === "string") return BigInt(new TextEncoder().encode(value).length);
  if (isList(value)) return BigInt(value.length);
  if (typeof value === "object" && value !== null && value.kind === "map") return BigInt(value.entries.size);
  throw new TemplateError(`len of type ${typeName(value)}`);
}

function entryOf(value: TemplateValue, key: TemplateValue): TemplateValue {
  if (typeof value === "object" && value !== null && !isList(value) && value.kind === "map") {
    if (typeof key !== "string") throw new TemplateError(`value has type ${typeName(key)}; should be string`);
    return value.entries.has(key) ? value.entries.get(key) : value.missing;
  }
  if (!isList(value)) throw new TemplateError(`can't index item of type ${typeName(value)}`);
  if (typeof key !== "bigint") throw new TemplateError(`cannot index slice/array with type ${typeName(key)}`);
  if (key < 0n || key >= BigInt(value.length)) throw new TemplateError(`index out of range: ${key}`);
  return value[Number(key)];
}

function sliced([value, from = 0n, until]: readonly TemplateValue[]): TemplateValue {
  if (typeof value !== "string" && !isList(value)) {
    throw new TemplateError(`can't slice item of type ${typeName(value)}`);
  }
  const end = until ?? BigInt(value.length);
  for (const index of [from, end]) {
    if (typeof index !== "bigint" || index < 0n || index > BigInt(value.length)) {
      throw new TemplateError(`index out of range: ${shownValue(index)}`);
    }
  }
  if (Number(from) > Number(end))
    throw new TemplateError(`invalid slice index: ${shownValue(from)} > ${shownValue(end)}`);
  return value.slice(Number(from), Number(end));
}

/** Spaces stand between two operands of which none is a text. */
function printed(values: readonly TemplateValue[]): string {
  return values
    .map((value, place) => {
      const isSpaced = place > 0 && typeof value !== "string" && typeof values[place - 1] !== "string";
      return `${isSpaced ? " " : ""}${shownValue(value)}`;
    })
    .join("");
}

const htmlEscapes: Readonly<Record<string, string>> = {
  '"': "&#34;",
  "'": "&#39;",
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "\0": "\ufffd",
};

/** As Go's `url.QueryEscape`. */
export function queryEscaped(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"))
    .replaceAll("%20", "+")
    .replace(/[!'()*]/gu, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Those of every template of Go, without `and` and `or`, which do not evaluate all their arguments, and `call`. */
export const goFunctions: TemplateFunctions = new Map<string, TemplateFunction>([
  ["not", fixed(1, ([value]) => !isTrue(value))],
  ["eq", variadic(2, ([first, ...others]) => others.some((other) => isEqual(first, other)))],
  ["ne", fixed(2, ([left, right]) => !isEqual(left, right))],
  ["lt", fixed(2, ([left, right]) => isLess(left, right))],
  ["le", fixed(2, ([left, right]) => isLess(left, right) || isEqual(left, right))],
  ["gt", fixed(2, ([left, right]) => isLess(right, left))],
  ["ge", fixed(2, ([left, right]) => isLess(right, left) || isEqual(left, right))],
  ["len", fixed(1, ([value]) => lengthOf(value))],
  ["index", variadic(1, ([value, ...keys]) => keys.reduce(entryOf, value))],
  ["slice", { minArguments: 1, maxArguments: 3, call: sliced }],
  ["print", variadic(0, printed)],
  ["println", variadic(0, (values) => `${values.map(shownValue).join(" ")}\n`)],
  ["printf", variadic(1, ([format, ...values]) => goPrintf(textOf(format), values))],
  [
    "html",
    variadic(0, (values) =>
      printed(values).replace(/["'&<>\0]/gu, (character) => htmlEscapes[character] ?? character),
    ),
  ],
  ["urlquery", variadic(0, (values) => queryEscaped(printed(values)))],
]);
