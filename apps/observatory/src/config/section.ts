import type { ConfigFile, ConfigNode } from "./config-file.ts";
import { parseDurationMillis } from "./duration.ts";
import { parseSizeBytes } from "./size.ts";

/** The fields of one mapping of a configuration file. A field that is absent or was refused reads as `undefined`. */
export interface Section {
  readonly file: ConfigFile;
  /** The mapping itself. */
  readonly node: ConfigNode;
  has(key: string): boolean;
  text(key: string): string | undefined;
  boolean(key: string): boolean | undefined;
  durationMillis(key: string): number | undefined;
  sizeBytes(key: string): number | undefined;
  wholeNumber(key: string): number | undefined;
  number(key: string): number | undefined;
  oneOf<Value extends string>(key: string, values: readonly Value[]): Value | undefined;
  texts(key: string): readonly string[] | undefined;
  list(key: string): readonly ConfigNode[];
  section(key: string, fields: SectionFields): Section | undefined;
  at(key: string): ConfigNode;
  /** Reports at the field's value, or at the mapping when the field is absent. */
  report(key: string, message: string): void;
}

export interface SectionFields {
  /** What the mapping is, for messages. */
  readonly what: string;
  readonly known: readonly string[];
  /** Fields that Prometheus has and this program does not, each with the reason or the way round. */
  readonly unsupported?: Readonly<Record<string, string>>;
}

export function openSection(file: ConfigFile, node: ConfigNode, fields: SectionFields): Section {
  const { what, known, unsupported = {} } = fields;
  const entries = new Map<string, ConfigNode>();
  for (const { key, keyNode, value } of file.entries(node, what)) {
    if (known.includes(key)) entries.set(key, value);
    else if (Object.hasOwn(unsupported, key)) {
      file.report(keyNode, `"${key}" in ${what} is not supported: ${unsupported[key]}`);
    } else file.report(keyNode, `"${key}" is not a field of ${what}; its fields: ${known.join(", ")}`);
  }

  const at = (key: string): ConfigNode => entries.get(key) ?? null;
  const place = (key: string): ConfigNode => entries.get(key) ?? node;

  function read<Value>(
    key: string,
    parse: (text: string) => Value | undefined,
    expected: string,
  ): Value | undefined {
    const text = textOf(key);
    if (text === undefined) return undefined;
    const value = parse(text);
    if (value === undefined) file.report(place(key), `${key} is "${text}"; expected ${expected}`);
    return value;
  }

  function textOf(key: string): string | undefined {
    return entries.has(key) ? file.text(at(key), key) : undefined;
  }

  return {
    file,
    node,
    has: (key) => entries.has(key),
    text: textOf,
    boolean: (key) => (entries.has(key) ? file.boolean(at(key), key) : undefined),
    durationMillis: (key) => read(key, parseDurationMillis, "a duration such as 15s"),
    sizeBytes: (key) => read(key, parseSizeBytes, "a size such as 10MB"),
    wholeNumber: (key) => read(key, parseWholeNumber, "a whole number"),
    number: (key) => read(key, parseNumber, "a number"),
    oneOf(key, values) {
      const find = (text: string) => values.find((value) => value === text);
      return read(key, find, `one of ${values.join(", ")}`);
    },
    texts: (key) =>
      entries.has(key)
        ? file.list(at(key), key).flatMap((item) => file.text(item, `an item of ${key}`) ?? [])
        : undefined,
    list: (key) => (entries.has(key) ? file.list(at(key), key) : []),
    section: (key, inner) => (entries.has(key) ? openSection(file, at(key), inner) : undefined),
    at,
    report: (key, message) => file.report(place(key), message),
  };
}

function parseWholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/u.test(text) ? Number(text) : undefined;
}

function parseNumber(text: string): number | undefined {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/u.test(text) ? Number(text) : undefined;
}
