import { fieldWords } from "./field-name.ts";
import { parseJson } from "./parse-json.ts";
import type { PhiKind } from "./phi-kind.ts";
import { failurePlaceholder } from "./placeholder.ts";
import { checkPolicy, type Policy } from "./policy.ts";
import { createTextRedactor } from "./redact-text.ts";
import { redactUrl } from "./redact-url.ts";
import { redactValue } from "./redact-value.ts";
import type { RedactionListener, Redactor } from "./redactor.ts";
import { detectors } from "./registry.ts";
import { createScanner } from "./scanner.ts";

/** Names remembered by one redactor, so that a stream of invented names cannot fill memory. */
const maxRememberedFields = 4_096;

/**
 * A redactor for one policy. Throws `PolicyError` (`PHI_POLICY_INVALID`) for a policy that names an unknown kind or key;
 * nothing it returns throws afterwards: what cannot be redacted becomes `[REDACTED:FAILURE]`.
 */
export function createRedactor(policy: Policy, listener: RedactionListener = () => {}): Redactor {
  checkPolicy(policy);
  const chosen = detectors.filter(({ kind }) => policy.kinds.includes(kind));
  const scanner = createScanner(chosen, policy.keptFields);
  const texts = createTextRedactor(scanner, policy);
  const { fieldNames } = scanner;
  const urlFields = new Set(policy.urlFields.map((field) => fieldWords(field).join(" ")));

  const rememberedFields = new Map<string, boolean>();

  function count(kind: PhiKind | "failure"): void {
    listener(kind, 1);
  }
  function text(source: string): string {
    const redacted = texts.redact(source, count);
    if (redacted === source || !/^\s*["[{]/.test(source)) return redacted;
    // A label inside a JSON string can reach for a value beyond the string; then the parsed value is redacted instead.
    const parsed = parseJson(source);
    if (parsed === undefined || parseJson(redacted) !== undefined) return redacted;
    return JSON.stringify(value("", parsed.value));
  }
  function url(source: string): string {
    return redactUrl(source, { fieldNames, text, count });
  }
  function kindOf(source: string): PhiKind | undefined {
    return texts.find(source)[0]?.kind;
  }
  function isUrlField(path: string): boolean {
    const known = rememberedFields.get(path);
    if (known !== undefined) return known;
    const words = fieldWords(path);
    const holdsUrl = [words.length, 2, 1].some((size) => urlFields.has(words.slice(-size).join(" ")));
    if (rememberedFields.size >= maxRememberedFields) rememberedFields.clear();
    rememberedFields.set(path, holdsUrl);
    return holdsUrl;
  }
  function value(name: string, source: unknown): unknown {
    return redactValue(source, name, {
      fieldNames,
      isUrlField,
      text,
      url,
      kindOf,
      isKeptValue: (kind, text) => texts.isKeptValue(kind, text),
      count,
    });
  }

  function closed<T>(redact: () => T, dropped: T): T {
    try {
      return redact();
    } catch {
      count("failure");
      return dropped;
    }
  }

  return {
    text: (source) => closed(() => text(source), failurePlaceholder),
    url: (source) => closed(() => url(source), failurePlaceholder),
    field: (name, source) => closed(() => value(name, source), failurePlaceholder),
    // The type is kept where a placeholder allows it: a field that identifies becomes a string.
    value: <T>(source: T): T => closed<unknown>(() => value("", source), failurePlaceholder) as T,
    detect: (source) =>
      closed(() => texts.find(source).map(({ start, end, kind }) => ({ start, end, kind })), []),
  };
}
