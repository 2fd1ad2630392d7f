import { goNumber } from "./go-number.ts";
import { durationText, timeText } from "./go-time.ts";

/**
 * What a template works with. A bigint is Go's `int`, a number its `float64`; `undefined` is an entry that a map of
 * anything does not have.
 */
export type TemplateValue =
  | string
  | boolean
  | bigint
  | number
  | null
  | undefined
  | readonly TemplateValue[]
  | TemplateMap
  | TemplateStruct
  | TemplateTime
  | TemplateDuration
  | TemplateHistogram;

export interface TemplateMap {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, TemplateValue>;
  /** Of an entry that is not there: `""` in a map of texts. */
  readonly missing: "" | undefined;
}

export interface TemplateStruct {
  readonly kind: "struct";
  /** Go's name of its type, for messages. */
  readonly type: string;
  readonly fields: ReadonlyMap<string, TemplateValue>;
}

/** Unix milliseconds. */
export interface TemplateTime {
  readonly kind: "time";
  readonly millis: number;
}

export interface TemplateDuration {
  readonly kind: "duration";
  readonly seconds: number;
}

/** A native histogram, as Prometheus prints it. */
interface TemplateHistogram {
  readonly kind: "histogram";
  readonly text: string;
}

export function textMap(entries: Readonly<Record<string, string>>): TemplateMap {
  return { kind: "map", entries: new Map(Object.entries(entries)), missing: "" };
}

export function isList(value: TemplateValue): value is readonly TemplateValue[] {
  return Array.isArray(value);
}

/** What `if`, `with`, `and` and `or` take for true: all but the zero of the type. */
export function isTrue(value: TemplateValue): boolean {
  if (value === undefined || value === null) return false;
  if (isList(value)) return value.length > 0;
  if (typeof value !== "object") return typeof value === "number" ? value !== 0 : Boolean(value);
  return value.kind !== "map" || value.entries.size > 0;
}

/** As an action prints it. */
export function shownValue(value: TemplateValue): string {
  if (value === undefined) return "<no value>";
  if (value === null) return "<nil>";
  if (typeof value === "number") return goNumber(value);
  if (typeof value !== "object") return String(value);
  if (isList(value)) return `[${value.map(shownValue).join(" ")}]`;
  switch (value.kind) {
    case "map": {
      const names = [...value.entries.keys()].sort();
      return `map[${names.map((name) => `${name}:${shownValue(value.entries.get(name))}`).join(" ")}]`;
    }
    case "struct":
      return `{${[...value.fields.values()].map(shownValue).join(" ")}}`;
    case "time":
      return timeText(value.millis);
    case "duration":
      return durationText(value.seconds);
    case "histogram":
      return value.text;
  }
}

/** Go's name of the value's type, for messages. */
export function typeName(value: TemplateValue): string {
  if (value === undefined || value === null) return "nil";
  if (typeof value === "bigint") return "int";
  if (typeof value === "number") return "float64";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "string";
  if (isList(value)) return "template.queryResult";
  switch (value.kind) {
    case "map":
      return value.missing === "" ? "map[string]string" : "map[string]interface {}";
    case "struct":
      return value.type;
    case "time":
      return "*time.Time";
    case "duration":
      return "*time.Duration";
    case "histogram":
      return "*histogram.FloatHistogram";
  }
}
