import { createRedactor, defaultPolicy, type PhiKind } from "@voiceassist/phi";
import type { Attributes, AttributeValue, Labels } from "@voiceassist/wire";
import { createVerdictCache } from "./verdict-cache.ts";

export type RedactionCount = (kind: PhiKind | "failure", count: number) => void;

/** Redacts the fields that records are made of, and counts. Clean input comes back as the same object. */
export interface FieldRedactor {
  text(text: string): string;
  /** A text that is part of what tells one series from another, such as a scope's name. */
  identity(name: string, text: string): string;
  /** Names of operations: routes and URLs in them keep their host and template. */
  operation(name: string): string;
  /** Attribute keys, values of every type, at any depth. */
  attributes(attributes: Attributes): Attributes;
  /** The same for attributes that many records share by reference: they are redacted and counted once. */
  sharedAttributes(attributes: Attributes): Attributes;
  /** The name of a metric. */
  name(name: string): string;
  /** A value without a name, such as the body of a log record. */
  value(value: AttributeValue): AttributeValue;
  /** Names and values; a name that held an identifier becomes one that is legal in every query language. */
  labels(labels: Labels): Labels;
}

/** Changes a redacted label value before it is used; see `DistinctValues`. */
export type LabelValueRule = (name: string, original: string, redacted: string) => string;

interface Verdict {
  /** `undefined`: the field is dropped. */
  readonly text: string | undefined;
  readonly found: readonly { readonly kind: PhiKind | "failure"; readonly count: number }[];
}

/** What label names are told apart under, in the place of a label name. */
const keyScope = "__key__";

const cacheGenerationSize = 8_192;
const maxCachedCharacters = 256;

/** Fewer digits cannot be an identifier that is written with separators. */
const minIdentifierDigits = 7;

export function createFieldRedactor(count: RedactionCount, labelValueRule?: LabelValueRule): FieldRedactor {
  let found: { kind: PhiKind | "failure"; count: number }[] = [];
  const redactor = createRedactor(defaultPolicy, (kind, times) => {
    found.push({ kind, count: times });
  });
  const cache = createVerdictCache<string, Verdict>(cacheGenerationSize);

  function judge(redact: () => unknown): Verdict {
    found = [];
    const result = redact();
    return { text: typeof result === "string" ? result : undefined, found };
  }

  function counted(verdict: Verdict): string | undefined {
    for (const { kind, count: times } of verdict.found) count(kind, times);
    return verdict.text;
  }

  function cached(scope: string, text: string, redact: () => unknown): string | undefined {
    if (text.length > maxCachedCharacters) return counted(judge(redact));
    const key = `${scope}\0${text}`;
    const known = cache.get(key);
    if (known !== undefined) return counted(known);
    const verdict = judge(redact);
    cache.set(key, verdict);
    return counted(verdict);
  }

  function text(value: string): string {
    return value === "" ? value : (cached("text", value, () => redactor.text(value)) ?? "");
  }

  function operation(name: string): string {
    return text(
      name.includes("/")
        ? (cached("operation", name, () => redactPaths(name, (path) => redactor.url(path))) ?? "")
        : name,
    );
  }

  function key(name: string): string {
    const redacted = cached("key", name, () => redactKey(name, (part) => redactor.text(part))) ?? "redacted";
    return withRule(keyScope, name, redacted);
  }

  function stringField(name: string, value: string): string | undefined {
    return cached(`field\0${name}`, value, () => redactor.field(name, value));
  }

  function uncached<T>(redact: () => T): T {
    found = [];
    const result = redact();
    for (const { kind, count: times } of found) count(kind, times);
    return result;
  }

  function attributes(given: Attributes): Attributes {
    return redactEntries(given, key, (name, value) =>
      typeof value === "string"
        ? withRule(name, value, stringField(name, value))
        : withRule(name, value, uncached(() => redactor.field(name, value)) as AttributeValue | undefined),
    );
  }

  function withRule<Value extends AttributeValue | undefined>(
    name: string,
    original: AttributeValue,
    redacted: Value,
  ): Value | string {
    if (labelValueRule === undefined || typeof redacted !== "string" || redacted === original)
      return redacted;
    return labelValueRule(name, comparableText(original), redacted);
  }

  const shared = new WeakMap<Attributes, Attributes>();
  function sharedAttributes(given: Attributes): Attributes {
    const known = shared.get(given);
    if (known !== undefined) return known;
    const redacted = attributes(given);
    shared.set(given, redacted);
    return redacted;
  }

  function labels(given: Labels): Labels {
    return redactEntries(given, labelName, (name, value) =>
      name === "__name__" ? labelName(value) : withRule(name, value, stringField(name, value)),
    );
  }

  function labelName(name: string): string {
    const redacted = key(name);
    return redacted === name ? name : legalName(redacted);
  }

  return {
    text,
    identity: (name, given) => withRule(name, given, text(given)),
    operation,
    attributes,
    sharedAttributes,
    labels,
    name: labelName,
    value: (value) => (typeof value === "string" ? text(value) : uncached(() => redactor.value(value))),
  };
}

function comparableText(value: AttributeValue): string {
  return typeof value === "object"
    ? JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part))
    : String(value);
}

function redactPaths(name: string, url: (path: string) => string): string {
  return name
    .split(" ")
    .map((word) => (word.startsWith("/") || word.includes("://") ? url(word) : word))
    .join(" ");
}

/** Names are often identifiers whose separators were replaced by underscores to make them legal. */
function redactKey(name: string, redactText: (text: string) => string): string {
  const redacted = redactText(name);
  if (redacted !== name || !name.includes("_")) return redacted;
  if (name.replace(/\D/gu, "").length < minIdentifierDigits) return name;
  const separated = name.replaceAll("_", "-");
  const redactedSeparated = redactText(separated);
  return redactedSeparated === separated ? name : redactedSeparated;
}

function legalName(redacted: string): string {
  return redacted
    .replace(/\[REDACTED:(?<kind>\w+)\]/gu, (_, kind: string) => `redacted_${kind.toLowerCase()}`)
    .replace(/[^A-Za-z0-9_]/gu, "_");
}

function redactEntries<Value>(
  given: Readonly<Record<string, Value>>,
  redactName: (name: string) => string,
  redactValue: (name: string, value: Value) => Value | undefined,
): Readonly<Record<string, Value>> {
  let changed = false;
  const kept = new Map<string, Value>();
  for (const [name, value] of Object.entries(given)) {
    const newName = redactName(name);
    const newValue = redactValue(name, value);
    changed ||= newName !== name || newValue !== value;
    if (newValue !== undefined) kept.set(freeName(newName, kept), newValue);
  }
  return changed ? Object.fromEntries(kept) : given;
}

/** Two names that redaction made equal are both kept. */
function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(name)) return name;
  let index = 2;
  while (taken.has(`${name}_${index}`)) index += 1;
  return `${name}_${index}`;
}
