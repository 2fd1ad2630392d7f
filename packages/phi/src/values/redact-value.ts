import { isOldAge } from "../detectors/age.ts";
import type { Mask } from "../mask.ts";
import { type PhiKind, phiKinds } from "../phi-kind.ts";
import { failurePlaceholder, firstPlaceholder, isPlaceholder } from "../placeholder.ts";
import type { Judgement } from "../policies/field-rules.ts";
import type { FieldRule } from "../policies/policy.ts";
import type { FieldNames } from "./field-name.ts";
import { redactBytes } from "./redact-bytes.ts";

/** Deeper values are dropped: a log record or attribute that deep is an accident. */
const maxDepth = 48;
/** Values visited in one call; what comes after is dropped. */
const maxVisited = 100_000;
/** Numbers shorter than this identify no one without their field's name. */
const shortestIdentifierDigits = 12;

export interface ValueParts {
  readonly fieldNames: FieldNames;
  /** What a field is, by its path and by its name with that of the field that holds it. */
  readonly judge: (path: string, name: string) => Judgement;
  readonly mask: Mask;
  /** A text of a field with a rule; undefined where the rule drops it. */
  readonly ruled: (rule: FieldRule, text: string) => string | undefined;
  /** Fields whose text names the type of the object that has them. */
  readonly typeFields: readonly string[];
  readonly text: (text: string) => string;
  /** As `text`, for the name of a field. */
  readonly key: (name: string) => string;
  readonly url: (url: string) => string;
  /** The kind of a text that is an identifier. */
  readonly kindOf: (text: string) => PhiKind | undefined;
  /** Whether the policy spares this value of this kind. */
  readonly isKeptValue: (kind: PhiKind, value: string) => boolean;
  readonly count: (kind: PhiKind | "failure") => void;
}

/** Where a value stands: the name of what holds it, and its whole path without the places in lists. */
interface Place {
  readonly name: string;
  readonly path: string;
}

const nowhere: Place = { name: "", path: "" };
/** Names of types, as FHIR writes them; a path that starts with one is no identifier. */
const typeName = /^[A-Z][A-Za-z]{1,48}$/;
/** `valueString`, `valueDateTime` of FHIR. */
const extensionValue = /^value[A-Z]/;
/** Node's lists of names and values by turns. */
const rawHeaders = /^raw[_-]?(?:headers|trailers)$/i;
/** A program's argument that names the next one: `--password`. */
const flag = /^--?[A-Za-z][\w-]{1,63}$/;

/** One walk over one value. The input is read, never written. */
export function redactValue(value: unknown, name: string, parts: ValueParts): unknown {
  const ancestors = new Set<object>();
  let visited = 0;
  return member(name, nowhere, value, 0);

  function failed(): string {
    parts.count("failure");
    return failurePlaceholder;
  }

  /** The value of a named field of what stands at `parent`; a list's element has no name. */
  function member(key: string, parent: Place, field: unknown, depth: number): unknown {
    try {
      if (key === "") return visit(field, { name: "", path: parent.path }, depth);
      const name = parent.name === "" ? key : `${parent.name}.${key}`;
      const path = parent.path === parent.name ? name : `${parent.path}.${key}`;
      const { rule, kind } = parts.judge(path, name);
      if (rule !== undefined) return ruled(rule, field, { name: key, path }, depth);
      // Only an age over 89 identifies (45 CFR 164.514(b)(2)(i)(C)).
      const identifies = kind !== undefined && isPresent(field) && (kind !== "AGE" || isOldAge(name, field));
      if (identifies) return masked(kind, field);
      return visit(field, { name: key, path }, depth);
    } catch {
      return failed();
    }
  }

  function masked(kind: PhiKind, field: unknown): unknown {
    if (typeof field === "string" && (isPlaceholder(field) || parts.isKeptValue(kind, field))) return field;
    parts.count(kind);
    return parts.mask(kind, scalarText(field));
  }

  /** A rule reaches every text and number in its field and leaves lists and objects standing around them. */
  function ruled(rule: FieldRule, field: unknown, place: Place, depth: number): unknown {
    if (rule === "keep") return field;
    if (rule === "drop") return undefined;
    if (rule === "text") return visit(field, place, depth);
    if (typeof field === "string") return parts.ruled(rule, field);
    if (typeof field === "number" || typeof field === "bigint") {
      const text = String(field);
      const redacted = parts.ruled(rule, text);
      return redacted === text ? field : redacted;
    }
    if (typeof field !== "object" || field === null) return visit(field, place, depth);
    return nested(
      field,
      () => {
        if (Array.isArray(field)) {
          return field.map((element: unknown) => ruled(rule, element, place, depth + 1));
        }
        if (isPlain(field)) {
          return fields(field, {}, (_, below) => ruled(rule, below, place, depth + 1));
        }
        return isKind(rule) ? masked(rule, field) : redactKnown(field, place, depth + 1);
      },
      depth,
    );
  }

  function visit(item: unknown, place: Place, depth: number): unknown {
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
        return item === null ? null : nested(item, () => redactKnown(item, place, depth + 1), depth);
      default:
        return item;
    }
  }

  function redactNumber(item: number | bigint): unknown {
    const digits = String(item).replace("-", "");
    if (digits.length < shortestIdentifierDigits) return item;
    const kind = parts.kindOf(digits);
    if (kind === undefined) return item;
    parts.count(kind);
    return parts.mask(kind, digits);
  }

  function nested(item: object, redact: () => unknown, depth: number): unknown {
    visited += 1;
    if (depth >= maxDepth || visited > maxVisited) return failed();
    if (ancestors.has(item)) return "[Circular]";
    ancestors.add(item);
    try {
      return redact();
    } finally {
      ancestors.delete(item);
    }
  }

  function redactKnown(item: object, place: Place, depth: number): unknown {
    if (Array.isArray(item)) return elements(item, place, depth);
    if (isPlain(item)) return redactObject(item, place, depth);
    if (item instanceof Date) return item;
    if (item instanceof Error) return redactError(item, depth);
    if (item instanceof Map) return redactMap(item, place, depth);
    if (isHeaders(item)) return redactHeaders(item, place, depth);
    if (item instanceof Set)
      return new Set([...item].map((element: unknown) => visit(element, nowhere, depth)));
    if (holdsLongNumbers(item)) {
      const numbers = Array.from<number | bigint, unknown>(item, redactNumber);
      return numbers.some((number, at) => !Object.is(number, item[at])) ? numbers : item;
    }
    if (ArrayBuffer.isView(item) || item instanceof ArrayBuffer || isShared(item)) {
      return redactBytes(item, { text: parts.text, failed });
    }
    if (item instanceof URL) return parts.url(item.href);
    if (isBoxed(item)) return visit(item.valueOf(), place, depth);
    if (item instanceof RegExp || item instanceof URLSearchParams) return parts.text(String(item));
    return redactObject(item, place, depth);
  }

  function redactObject(item: object, place: Place, depth: number): unknown {
    if ("toJSON" in item && typeof item.toJSON === "function") {
      const plain: unknown = Reflect.apply(item.toJSON, item, [place.name]);
      return plain === item ? members(item, {}, place, depth) : visit(plain, place, depth);
    }
    return members(item, {}, place, depth);
  }

  /** A list's elements have no names, unless they are pairs of a name and a value or stand in turns. */
  function elements(list: readonly unknown[], place: Place, depth: number): unknown[] {
    const unnamed = { name: "", path: place.path };
    if (list.length > 0 && list.every(isNamedPair)) {
      return list.map((pair) => {
        const [name, field] = pair;
        const safeName = safeKey(name);
        return [safeName, member(safeName, unnamed, field, depth) ?? null];
      });
    }
    const isByTurns = rawHeaders.test(place.name);
    let before: unknown;
    return list.map((element, at) => {
      const named =
        typeof before === "string" &&
        (isByTurns ? at % 2 === 1 : before.startsWith("-") && flag.test(before));
      const name = named ? safeKey(String(before)) : "";
      before = element;
      return member(name, unnamed, element, depth);
    });
  }

  function redactMap(map: ReadonlyMap<unknown, unknown>, place: Place, depth: number): Map<unknown, unknown> {
    const target = new Map<unknown, unknown>();
    for (const [name, field] of map) {
      const key = typeof name === "string" ? safeKey(name) : visit(name, nowhere, depth);
      const redacted = member(typeof key === "string" ? key : "", place, field, depth);
      if (redacted !== undefined || field === undefined)
        target.set(
          free(key, (taken) => target.has(taken)),
          redacted,
        );
    }
    return target;
  }

  function redactHeaders(headers: Headers, place: Place, depth: number): Headers {
    const target = new Headers();
    for (const [name, field] of headers) {
      const redacted = member(name, place, field, depth);
      // The name of a header cannot hold a placeholder.
      if (safeKey(name) !== name) failed();
      else if (typeof redacted === "string") target.append(name, redacted);
    }
    return target;
  }

  function members(item: object, target: object, around: Place, depth: number): object {
    const place = typePlace(item) ?? around;
    // A field is judged by the name that is kept, so that a second pass judges it alike.
    return fields(item, target, (name, field, safeName) => {
      const named = name.startsWith("value") ? siblingName(item, name) : undefined;
      return named === undefined
        ? member(safeName, place, field, depth)
        : member(safeKey(named), nowhere, field, depth);
    });
  }

  function typePlace(item: object): Place | undefined {
    for (const field of parts.typeFields) {
      const type: unknown = Object.hasOwn(item, field) ? Reflect.get(item, field) : undefined;
      if (typeof type === "string" && typeName.test(type)) return { name: "", path: type };
    }
    return undefined;
  }

  function fields(
    item: object,
    target: object,
    redact: (name: string, field: unknown, safeName: string) => unknown,
  ): object {
    const taken = (key: string): boolean => Object.hasOwn(target, key);
    for (const name of Object.keys(item)) {
      const safeName = safeKey(name);
      try {
        const field: unknown = (item as Readonly<Record<string, unknown>>)[name];
        const redacted = redact(name, field, safeName);
        if (redacted !== undefined || field === undefined)
          define(target, freeKey(safeName, taken), redacted, true);
      } catch {
        define(target, freeKey(safeName, taken), failed(), true);
      }
    }
    return target;
  }

  function safeKey(name: string): string {
    try {
      return parts.key(name);
    } catch {
      return failed();
    }
  }

  /** Message, stack and cause are no enumerable properties, and a serialiser asks for them by name. */
  function redactError(error: Error, depth: number): Error {
    const target: unknown = Object.create(Object.getPrototypeOf(error));
    if (!(target instanceof Error)) return new Error(failed());
    define(target, "message", member("message", nowhere, error.message, depth), false);
    define(target, "stack", member("stack", nowhere, error.stack, depth), false);
    // A `DOMException` tells its name by a getter that only its own instances answer to.
    if (Object.hasOwn(error, "name") || error instanceof DOMException)
      define(target, "name", visit(error.name, nowhere, depth), false);
    if (error.cause !== undefined)
      define(target, "cause", member("cause", nowhere, error.cause, depth), false);
    if (error instanceof AggregateError) define(target, "errors", visit(error.errors, nowhere, depth), false);
    if (error instanceof DOMException) define(target, "code", error.code, false);
    members(error, target, nowhere, depth);
    return target;
  }
}

function isPresent(field: unknown): boolean {
  return field !== null && field !== undefined && typeof field !== "boolean" && field !== "";
}

function isPlain(item: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(item);
  return prototype === Object.prototype || prototype === null;
}

function isKind(rule: FieldRule): rule is PhiKind {
  return (phiKinds as readonly string[]).includes(rule);
}

/** What a keyed token is made of. */
function scalarText(field: unknown): string | undefined {
  if (typeof field === "string") return field;
  if (typeof field === "number" || typeof field === "bigint") return String(field);
  return field instanceof Date && !Number.isNaN(field.getTime()) ? field.toISOString() : undefined;
}

/**
 * Attributes and headers are often written as pairs: `{ key: "patient.name", value: … }`. FHIR's extensions are named by the
 * end of an address: `{ url: "…/patient-mothersMaidenName", valueString: … }`.
 */
function siblingName(pair: object, field: string): string | undefined {
  const isExtension = extensionValue.test(field);
  if (field !== "value" && !isExtension) return undefined;
  const name: unknown = isExtension
    ? Reflect.get(pair, "url")
    : (Reflect.get(pair, "key") ?? Reflect.get(pair, "name"));
  if (typeof name !== "string") return undefined;
  return isExtension ? name.slice(name.lastIndexOf("/") + 1) : name;
}

/** Headers as HTTP libraries list them: `["cookie", "…"]`. */
function isNamedPair(item: unknown): item is readonly [string, unknown] {
  return Array.isArray(item) && item.length === 2 && typeof item[0] === "string";
}

/** By its tag: to name the class would load the HTTP client of Node. */
function isHeaders(item: object): item is Headers {
  return Reflect.get(item, Symbol.toStringTag) === "Headers";
}

/** What of numbers in binary can be so long that it identifies. */
function holdsLongNumbers(item: object): item is Float64Array | BigInt64Array | BigUint64Array {
  return item instanceof Float64Array || item instanceof BigInt64Array || item instanceof BigUint64Array;
}

/** Browsers have it only in isolated pages. */
function isShared(item: object): item is SharedArrayBuffer {
  return typeof SharedArrayBuffer !== "undefined" && item instanceof SharedArrayBuffer;
}

function isBoxed(item: object): boolean {
  return (
    item instanceof String ||
    item instanceof Number ||
    item instanceof Boolean ||
    item instanceof BigInt ||
    item instanceof Symbol
  );
}

/** Defined, not assigned, where an assignment would reach the prototype. */
function define(target: object, key: string, value: unknown, enumerable: boolean): void {
  if (enumerable && key !== "__proto__" && !(target instanceof Error)) {
    (target as Record<string, unknown>)[key] = value;
    return;
  }
  Object.defineProperty(target, key, { value, enumerable, writable: true, configurable: true });
}

/** Two keys that become the same placeholder must not hide each other's value. */
function free(key: unknown, isTaken: (key: string) => boolean): unknown {
  return typeof key === "string" ? freeKey(key, isTaken) : key;
}

function freeKey(key: string, isTaken: (key: string) => boolean): string {
  if (!key.includes("[") || firstPlaceholder(key) === undefined) return key;
  let unused = key;
  for (let count = 2; isTaken(unused) && count < maxVisited; count += 1) unused = `${key}_${count}`;
  return unused;
}
