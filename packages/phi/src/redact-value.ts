import type { FieldNames } from "./field-name.ts";
import type { PhiKind } from "./phi-kind.ts";
import { failurePlaceholder, isPlaceholder, placeholder } from "./placeholder.ts";

/** Deeper values are dropped: a log record or attribute that deep is an accident. */
const maxDepth = 48;
/** Values visited in one call; what comes after is dropped. */
const maxVisited = 100_000;
/** Numbers shorter than this identify no one without their field's name. */
const shortestIdentifierDigits = 12;

export interface ValueParts {
  readonly fieldNames: FieldNames;
  readonly isUrlField: (path: string) => boolean;
  readonly text: (text: string) => string;
  readonly url: (url: string) => string;
  /** The kind of a text that is an identifier. */
  readonly kindOf: (text: string) => PhiKind | undefined;
  /** Whether the policy spares this value of this kind. */
  readonly isKeptValue: (kind: PhiKind, value: string) => boolean;
  readonly count: (kind: PhiKind | "failure") => void;
}

/** One walk over one value. The input is read, never written. */
export function redactValue(value: unknown, name: string, parts: ValueParts): unknown {
  const ancestors = new Set<object>();
  let visited = 0;
  return member(name, "", value, 0);

  function failed(): string {
    parts.count("failure");
    return failurePlaceholder;
  }

  /** The value of a named field; `parent` is the name of the field that holds it. */
  function member(key: string, parent: string, field: unknown, depth: number): unknown {
    try {
      const path = parent === "" ? key : `${parent}.${key}`;
      const kind = key === "" ? undefined : parts.fieldNames.kindOf(path);
      if (kind !== undefined && isPresent(field)) {
        if (typeof field === "string" && (isPlaceholder(field) || parts.isKeptValue(kind, field)))
          return field;
        parts.count(kind);
        return placeholder(kind);
      }
      if (typeof field === "string" && key !== "" && parts.isUrlField(path)) return parts.url(field);
      return visit(field, key, depth);
    } catch {
      return failed();
    }
  }

  function visit(item: unknown, key: string, depth: number): unknown {
    switch (typeof item) {
      case "string":
        return parts.text(item);
      case "number":
      case "bigint":
        return redactNumber(item);
      case "symbol":
        return parts.text(String(item));
      case "function":
        return undefined;
      case "object":
        return item === null ? null : redactObject(item, key, depth);
      default:
        return item;
    }
  }

  function redactNumber(item: number | bigint): unknown {
    const digits = String(item);
    if (digits.length < shortestIdentifierDigits) return item;
    const kind = parts.kindOf(digits);
    if (kind === undefined) return item;
    parts.count(kind);
    return placeholder(kind);
  }

  function redactObject(item: object, key: string, depth: number): unknown {
    visited += 1;
    if (depth >= maxDepth || visited > maxVisited) return failed();
    if (ancestors.has(item)) return "[Circular]";
    ancestors.add(item);
    try {
      return redactKnown(item, key, depth + 1);
    } finally {
      ancestors.delete(item);
    }
  }

  function redactKnown(item: object, key: string, depth: number): unknown {
    if (Array.isArray(item)) return item.map((element: unknown) => member("", "", element, depth));
    if (item instanceof Date) return item;
    if (item instanceof Error) return redactError(item, depth);
    if (item instanceof Map) {
      const pairs = [...item].map(([name, field]): [unknown, unknown] => [
        visit(name, "", depth),
        member(typeof name === "string" ? name : "", key, field, depth),
      ]);
      return new Map(pairs);
    }
    if (item instanceof Set) return new Set([...item].map((element: unknown) => visit(element, "", depth)));
    if (item instanceof Uint8Array) return redactBytes(item);
    if (item instanceof ArrayBuffer) return redactBytes(new Uint8Array(item));
    if (ArrayBuffer.isView(item)) return item;
    if (item instanceof URL) return parts.url(item.href);
    if (item instanceof String || item instanceof Number) return visit(item.valueOf(), key, depth);
    if (item instanceof RegExp || item instanceof URLSearchParams) return parts.text(String(item));
    if ("toJSON" in item && typeof item.toJSON === "function") {
      const plain: unknown = Reflect.apply(item.toJSON, item, [key]);
      return plain === item ? fields(item, {}, key, depth) : visit(plain, key, depth);
    }
    return fields(item, {}, key, depth);
  }

  function fields(item: object, target: object, key: string, depth: number): object {
    for (const name of Object.keys(item)) {
      const safeName = safeKey(name);
      try {
        const field: unknown = Reflect.get(item, name);
        const named = name === "value" ? siblingName(item) : undefined;
        const redacted =
          named === undefined
            ? member(fieldName(name, safeName, key), key, field, depth)
            : member(named, "", field, depth);
        if (redacted !== undefined || field === undefined)
          define(target, freeKey(target, safeName), redacted, true);
      } catch {
        define(target, freeKey(target, safeName), failed(), true);
      }
    }
    return target;
  }

  /** A name that held an identifier may name a field only without it; both forms count. */
  function fieldName(name: string, safeName: string, parent: string): string {
    if (name === safeName) return name;
    const path = parent === "" ? name : `${parent}.${name}`;
    return parts.fieldNames.kindOf(path) === undefined ? safeName : name;
  }

  function safeKey(name: string): string {
    try {
      return parts.text(name);
    } catch {
      return failed();
    }
  }

  /** Message, stack and cause are no enumerable properties, and a serialiser asks for them by name. */
  function redactError(error: Error, depth: number): Error {
    const target: unknown = Object.create(Object.getPrototypeOf(error));
    if (!(target instanceof Error)) return new Error(failed());
    define(target, "message", member("message", "", error.message, depth), false);
    define(target, "stack", member("stack", "", error.stack, depth), false);
    if (Object.hasOwn(error, "name")) define(target, "name", visit(error.name, "", depth), false);
    if (error.cause !== undefined) define(target, "cause", member("cause", "", error.cause, depth), false);
    if (error instanceof AggregateError) define(target, "errors", visit(error.errors, "", depth), false);
    fields(error, target, "", depth);
    return target;
  }

  function redactBytes(bytes: Uint8Array): Uint8Array | string {
    let text: string;
    try {
      text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      const latin = new TextDecoder("latin1").decode(bytes);
      return parts.text(latin) === latin ? bytes : failed();
    }
    const redacted = parts.text(text);
    return redacted === text ? bytes : new TextEncoder().encode(redacted);
  }
}

function isPresent(field: unknown): boolean {
  return field !== null && field !== undefined && typeof field !== "boolean" && field !== "";
}

/** Attributes and headers are often written as pairs: `{ key: "patient.name", value: … }`. */
function siblingName(pair: object): string | undefined {
  const name: unknown = Reflect.get(pair, "key") ?? Reflect.get(pair, "name");
  return typeof name === "string" ? name : undefined;
}

/** Defined, not assigned, where an assignment would reach the prototype. */
function define(target: object, key: string, value: unknown, enumerable: boolean): void {
  if (enumerable && key !== "__proto__") {
    Reflect.set(target, key, value);
    return;
  }
  Object.defineProperty(target, key, { value, enumerable, writable: true, configurable: true });
}

/** Two keys that become the same placeholder must not hide each other's value. */
function freeKey(target: object, key: string): string {
  if (!key.includes("[REDACTED:")) return key;
  let free = key;
  for (let count = 2; Object.hasOwn(target, free) && count < maxVisited; count += 1) free = `${key}_${count}`;
  return free;
}
