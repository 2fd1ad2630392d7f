import type { Attributes } from "@opentelemetry/api";
import type { Redactor } from "@voiceassist/phi";

/** Texts that were found clean, and are then not scanned again. What was redacted is not remembered, and counted each time. */
const rememberedLimit = 4_096;
const rememberedLengthCharacters = 256;
/** Its value changes what the fields beside it mean to the redactor. */
const typeField = "resourceType";

export interface SpanRedactor {
  text(text: string): string;
  attributes(attributes: Attributes): Attributes;
  /** Whether the attribute was found clean before. */
  isKnown(key: string, value: unknown): boolean;
}

/** The redactor of spans, whose names, keys and values repeat. */
export function createSpanRedactor(redactor: Redactor): SpanRedactor {
  const cleanTexts = new Set<string>();
  const cleanValues = new Map<string, Set<unknown>>();
  let remembered = 0;

  const text = (given: string): string => {
    if (cleanTexts.has(given)) return given;
    const redacted = redactor.text(given);
    if (redacted !== given || given.length > rememberedLengthCharacters) return redacted;
    // Begun anew when full: texts that really repeat are soon back.
    if (cleanTexts.size >= rememberedLimit) cleanTexts.clear();
    cleanTexts.add(given);
    return given;
  };

  const remember = (key: string, value: unknown): void => {
    if (typeof value === "object" || key.length > rememberedLengthCharacters) return;
    if (typeof value === "string" && value.length > rememberedLengthCharacters) return;
    if (remembered >= rememberedLimit) {
      cleanValues.clear();
      remembered = 0;
    }
    let values = cleanValues.get(key);
    if (values === undefined) {
      values = new Set();
      cleanValues.set(key, values);
    }
    values.add(value);
    remembered += 1;
  };

  const attributes = (given: Attributes): Attributes => {
    if (typeField in given) return redactor.value(given);
    const unknown: Attributes = {};
    let isAllKnown = true;
    for (const key of Object.keys(given)) {
      if (cleanValues.get(key)?.has(given[key]) === true) continue;
      unknown[key] = given[key];
      isAllKnown = false;
    }
    if (isAllKnown) return given;
    const redacted: unknown = redactor.value(unknown);
    // A redaction that failed as a whole leaves a placeholder, and drops what it was given.
    if (!isAttributes(redacted)) return {};
    for (const key of Object.keys(unknown)) {
      if (redacted[key] === unknown[key]) remember(key, unknown[key]);
    }
    const safe: Attributes = {};
    for (const key of Object.keys(given)) if (!(key in unknown)) safe[key] = given[key];
    return Object.assign(safe, redacted);
  };

  return { text, attributes, isKnown: (key, value) => cleanValues.get(key)?.has(value) === true };
}

function isAttributes(value: unknown): value is Attributes {
  return typeof value === "object" && value !== null;
}
