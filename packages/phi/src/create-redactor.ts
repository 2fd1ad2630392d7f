import { codeAt } from "./characters/code-at.ts";
import { parseJson } from "./encodings/parse-json.ts";
import { quotedAround } from "./encodings/quoted-string.ts";
import {
  holdsHeader,
  messageFormat,
  messageWithin,
  messageWords,
  quotesMessage,
} from "./formats/message-format.ts";
import { redactHl7 } from "./formats/redact-hl7.ts";
import { redactSql } from "./formats/redact-sql.ts";
import { redactUrl } from "./formats/redact-url.ts";
import { redactX12 } from "./formats/redact-x12.ts";
import { segmentRules } from "./formats/segment-parts.ts";
import { findInTyped } from "./formats/typed-objects.ts";
import type { TokenKey } from "./keyed-token.ts";
import { createMask } from "./mask.ts";
import { type PhiKind, phiKinds } from "./phi-kind.ts";
import { failurePlaceholder, isPlaceholder } from "./placeholder.ts";
import { createFieldRules } from "./policies/field-rules.ts";
import { type FieldRule, type Policy, parsePolicy } from "./policies/policy.ts";
import { createTextRedactor } from "./redact-text.ts";
import type { RedactionListener, Redactor, TextStream } from "./redactor.ts";
import { sharedScanner } from "./scan/shared-scanner.ts";
import { createSettling } from "./settling.ts";
import { createTextStream, isLongJson, usualLimits } from "./streams/stream.ts";
import { firstReach, type StreamLimits } from "./streams/text-windows.ts";
import { redactValue, type ValueParts } from "./values/redact-value.ts";

/** Names of fields remembered as clean, and how long they may be. */
const maxRememberedKeys = 4_096;
const longestRememberedKey = 64;

/** Whether a text may be a JSON document with a string in it. Asked of every text: almost each tells it by its first character. */
function opensJson(text: string): boolean {
  const first = codeAt(text, 0);
  return first <= 32 || first > 126 ? /^\s*["[{]/.test(text) : first === 34 || first === 91 || first === 123;
}

/** Where all of a text within another is one number, what takes its place needs no quotation marks of JSON. */
function withoutMarks(source: string, redacted: string): string {
  if (redacted === source) return redacted;
  const quoted = redacted.trim();
  if (codeAt(quoted, 0) !== 34 || source.includes('"')) return redacted;
  const bare = quoted.slice(1, -1);
  return bare === "" || isPlaceholder(bare) ? redacted.replace(quoted, bare) : redacted;
}

/**
 * A redactor for one policy. Throws `PolicyError` (`PHI_POLICY_INVALID`) for a policy that names an unknown kind, action,
 * rule, field or key, and for tokens without a key; nothing it returns throws afterwards: what cannot be redacted becomes
 * `[REDACTED:FAILURE]`.
 */
export function createRedactor(
  policy: Policy,
  listener: RedactionListener = () => {},
  tokenKey?: TokenKey,
): Redactor {
  return createRedactorWithin(usualLimits, policy, listener, tokenKey);
}

/** The same with other limits of what is held of a long text. */
export function createRedactorWithin(
  limits: StreamLimits,
  policy: Policy,
  listener: RedactionListener,
  tokenKey?: TokenKey,
): Redactor {
  parsePolicy(policy);
  const keptFields = Object.entries(policy.fields).filter(([, rule]) => rule === "text" || rule === "keep");
  const scanner = sharedScanner(
    new Set(phiKinds.filter((kind) => policy.actions[kind] === "keep")),
    keptFields.map(([field]) => field),
    [...policy.typeFields, ...messageWords],
  );
  const mask = createMask(policy, tokenKey);
  const { fieldNames } = scanner;
  const judge = createFieldRules(policy, fieldNames);
  const { readAgain, settled, apart } = createSettling((source) => {
    count("failure");
    return parseJson(source) === undefined ? failurePlaceholder : JSON.stringify(failurePlaceholder);
  });
  const texts = createTextRedactor(scanner, policy, mask, {
    findInObjects: (source) => findInTyped(source, policy.typeFields, judge),
    redactMessage: beforeMessage,
    changed: mayRead,
    readAgain,
  });

  const rulesOfHl7 = segmentRules(policy.hl7);
  const rulesOfX12 = segmentRules(policy.x12);
  const longCharacters = firstReach(limits);
  /** Where nothing goes without a trace, no text starts otherwise than before, or with a bracket. */
  const drops = Object.values(policy.actions).includes("drop");
  const segments = new Set(Object.keys(policy.hl7).map((location) => location.slice(0, 3)));

  function tell(kind: PhiKind | "failure"): void {
    try {
      // Who counts may redact as well.
      apart(() => listener(kind, 1));
    } catch {
      // The listener is the counter: there is no other to count its failure, and the text must still be redacted.
    }
  }
  /** Hears of what is replaced: the listener, unless a long text is only tried for a place to cut it. */
  let hear = tell;
  function count(kind: PhiKind | "failure"): void {
    hear(kind);
  }
  function hearing(heard: typeof tell, redact: () => string): string {
    const before = hear;
    hear = heard;
    try {
      return apart(redact);
    } finally {
      hear = before;
    }
  }
  function text(source: string): string {
    return settled(source, read);
  }
  function read(source: string): string {
    const format = messageFormat(source, segments);
    return format === undefined ? running(source) : (ruled(format, source) ?? "");
  }
  /** What a line of a log says before a message, and the message; of those in strings of JSON, all that there are. */
  function beforeMessage(source: string): string | undefined {
    if (opensJson(source) && parseJson(source) !== undefined) return undefined;
    let redacted = "";
    let rest = source;
    for (let start = messageWithin(rest, longCharacters); start >= 0; ) {
      const quoted = quotedAround(rest, start);
      if (quoted === undefined) {
        const message = rest.slice(start);
        if (messageFormat(message, segments) === undefined) break;
        const before = rest.slice(0, start);
        const preface = piece(before);
        if (rest !== source || preface !== before || before.includes('"')) readAgain();
        return redacted + preface + text(message);
      }
      const became = text(quoted.value);
      const same = rest.slice(quoted.start, quoted.end);
      redacted +=
        piece(rest.slice(0, quoted.start)) + (became === quoted.value ? same : JSON.stringify(became));
      rest = rest.slice(quoted.end);
      start = messageWithin(rest, longCharacters);
    }
    if (rest === source) return undefined;
    const together = texts.redact(redacted + piece(rest), "part", count);
    if (together !== source) readAgain();
    return together;
  }
  /** A part of a message, or what stands beside one. */
  function piece(source: string): string {
    return withoutMarks(source, running(source));
  }
  /** Text that is no message of a format with places. */
  function running(source: string): string {
    const opens = opensJson(source);
    if (opens && isLongJson(source, limits)) {
      const long = stream();
      return long.push(source) + long.end();
    }
    const redacted = opens ? document(source) : texts.redact(source, "whole", count);
    if (drops && redacted !== source) readAgain();
    return redacted;
  }
  /** What went may have hidden a header, or the end of an object with a type. What was JSON still has all its ends. */
  function mayRead(source: string, redacted: string, hasOpenObject: boolean): void {
    const isAnnounced = hasOpenObject || holdsHeader(redacted) || holdsOther(redacted);
    if (isAnnounced && !(opensJson(source) && parseJson(source) !== undefined)) readAgain();
  }
  /** What may be a JSON document. */
  function document(source: string): string {
    const structured = holdsOther(source) ? parseJson(source) : undefined;
    if (structured !== undefined) {
      const before = JSON.stringify(structured.value);
      const after = JSON.stringify(value("", structured.value));
      // Where nothing in it identifies, it stays as it was written.
      if (after !== before) return readTogether(after);
    }
    const redacted = texts.redact(source, "whole", count);
    if (redacted === source) return redacted;
    if (structured !== undefined) readAgain();
    // A label inside a JSON string can reach for a value beyond the string; then the parsed value is redacted instead.
    const parsed = parseJson(source);
    if (parsed === undefined || parseJson(redacted) !== undefined) return redacted;
    return readTogether(JSON.stringify(value("", parsed.value)));
  }
  /** Whether a JSON text may hold a message or an object with a type in one of its strings. */
  function holdsOther(json: string): boolean {
    return quotesMessage(json) || policy.typeFields.some((name) => json.includes(`\\"${name}`));
  }
  /** What the values, apart, no longer tell of each other, their text still does. */
  function readTogether(json: string): string {
    const redacted = texts.redact(json, "whole", count);
    if (redacted === json || parseJson(redacted) === undefined) return json;
    readAgain();
    return redacted;
  }
  function url(source: string): string {
    return settled(source, (current) => redactUrl(current, { fieldNames, text, mask, count, readAgain }));
  }
  function kindOf(source: string): PhiKind | undefined {
    return texts.find(source)[0]?.kind;
  }
  function ruled(rule: FieldRule, source: string): string | undefined {
    switch (rule) {
      case "keep":
        return source;
      case "drop":
        return undefined;
      case "text":
        return text(source);
      case "url":
        return url(source);
      case "sql":
        return redactSql(source, text, readAgain);
      case "hl7":
        return redactHl7(source, { rulesOf: rulesOfHl7, ruled, text: piece, readAgain });
      case "x12":
        return redactX12(source, { rulesOf: rulesOfX12, ruled, text: piece, readAgain });
      default:
        return identifier(rule, source);
    }
  }
  /** A text that its field says to be an identifier; what it plainly is goes before what the field says. */
  function identifier(said: PhiKind, source: string): string | undefined {
    if (policy.actions[said] === "keep") return text(source);
    if (source.trim() === "" || isPlaceholder(source) || texts.isKeptValue(said, source)) return source;
    const [first] = texts.find(source);
    const kind = first?.start === 0 && first.end === source.length ? first.kind : said;
    count(kind);
    return mask(kind, source);
  }
  /** A text within a value. */
  function held(source: string): string {
    return withoutMarks(source, text(source));
  }
  const cleanKeys = new Set<string>();
  /** The same few names come again and again. Those with an identifier in them are never remembered. */
  function key(name: string): string {
    if (cleanKeys.has(name)) return name;
    const redacted = held(name);
    if (redacted !== name || name.length > longestRememberedKey) return redacted;
    if (cleanKeys.size >= maxRememberedKeys) cleanKeys.clear();
    cleanKeys.add(name);
    return name;
  }
  const valueParts: ValueParts = {
    fieldNames,
    judge,
    mask,
    ruled: (rule, source) => settled(source, (current) => ruled(rule, current)),
    typeFields: policy.typeFields,
    text: held,
    key,
    url,
    kindOf,
    isKeptValue: (kind, source) => texts.isKeptValue(kind, source),
    count,
  };
  function value(name: string, source: unknown): unknown {
    return redactValue(source, name, valueParts);
  }

  function closed<T>(redact: () => T, dropped: T): T {
    try {
      return redact();
    } catch {
      count("failure");
      return dropped;
    }
  }
  function format(rule: "sql" | "hl7" | "x12", source: string): string {
    return closed(() => settled(source, (current) => ruled(rule, current) ?? ""), failurePlaceholder);
  }

  function stream(): TextStream {
    return createTextStream(
      {
        isMessage: (source) =>
          messageFormat(source, segments) !== undefined || messageWithin(source, longCharacters) >= 0,
        whole: (source, heard) => hearing(heard, () => closed(() => text(source), failurePlaceholder)),
        part: (source, heard) => texts.redact(source, "part", heard),
        count: hear,
      },
      limits,
    );
  }

  return {
    text: (source) => closed(() => text(source), failurePlaceholder),
    url: (source) => closed(() => url(source), failurePlaceholder),
    sql: (source) => format("sql", source),
    hl7: (source) => format("hl7", source),
    x12: (source) => format("x12", source),
    stream,
    field: (name, source) => closed(() => value(name, source), failurePlaceholder),
    // The type is kept where a placeholder allows it: a field that identifies becomes a string.
    value: <T>(source: T): T => closed<unknown>(() => value("", source), failurePlaceholder) as T,
    detect: (source) =>
      closed(() => texts.find(source).map(({ start, end, kind }) => ({ start, end, kind })), []),
  };
}
