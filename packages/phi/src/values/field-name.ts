import type { Detector } from "../detector.ts";
import type { PhiKind } from "../phi-kind.ts";
import { withoutPlaceholders } from "../placeholder.ts";

/** Longest field name or path that is looked at; a longer one is judged by its end. */
const maxFieldNameLength = 128;
/** Names remembered by one redactor, so that a stream of invented names cannot fill memory. */
const maxRememberedNames = 4_096;

/** Words that may follow a field's noun without changing what its value is: `phone_number_1`, `home_phone_work`. */
const qualifiers: ReadonlySet<string> = new Set(
  "number no num nr value raw text string str last first home work mobile cell primary secondary main alternate line plain original last4 encrypted hash hashed masked".split(
    " ",
  ),
);

/** Words that make a name speak about the identifier instead of holding it: `ssn_count`, `mrn.present`. */
const descriptions: ReadonlySet<string> = new Set(
  "count total valid invalid verified present missing format type length size redacted enabled required errors error status pattern regex seconds millis ms minutes bytes index rate ratio table column field".split(
    " ",
  ),
);

/** Words of a name over camelCase, snake_case, kebab-case and dotted paths, lower case. */
export function fieldWords(name: string): readonly string[] {
  return withoutPlaceholders(name.slice(-maxFieldNameLength))
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** `patientNames` as `patientName`; a word alone (`tokens`, `names`) is too often a count or another thing. */
function ofOne(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? "";
  const isPlural = words.length > 1 && last.length > 4 && last.endsWith("s") && !last.endsWith("ss");
  return isPlural && last !== "tokens" ? [...words.slice(0, -1), last.slice(0, -1)] : [];
}

interface FieldKey {
  /** As `kindOf`. */
  readonly kind: PhiKind | undefined;
  /** Whether the word, in any case, ends a field name of more words: `birth`, `number`. */
  readonly endsLabel: boolean;
}

export interface FieldNames {
  /** The kind that the value of this field or path must be; undefined for a field that says nothing of its value. */
  kindOf(name: string): PhiKind | undefined;
  /** The kind that a label in running text announces: its last words are the field's name. */
  kindOfLabel(label: string): PhiKind | undefined;
  /** What the word before a colon or an equals sign is. */
  keyOf(word: string): FieldKey;
  /** Words of which one stands at or near the end of every field name that is known. */
  readonly lastWords: ReadonlySet<string>;
}

export function createFieldNames(detectors: readonly Detector[], keptFields: readonly string[]): FieldNames {
  const phrases = new Map<string, PhiKind>();
  const strong = new Map<string, PhiKind>();
  const lastWords = new Set<string>();
  const labelEnds = new Set<string>();
  for (const detector of detectors) {
    for (const phrase of [...detector.fieldNames, ...detector.strongFieldNames]) {
      for (const form of [phrase, phrase.replaceAll(" ", "")]) {
        phrases.set(form, detector.kind);
        const last = form.slice(form.lastIndexOf(" ") + 1);
        lastWords.add(last);
        if (last !== form) labelEnds.add(last);
      }
    }
    for (const phrase of detector.strongFieldNames) strong.set(phrase, detector.kind);
  }
  const kept = new Set(keptFields.map((field) => fieldWords(field).join(" ")));
  const longest = Math.max(1, ...[...phrases.keys()].map((phrase) => phrase.split(" ").length));

  function ending(words: readonly string[]): PhiKind | undefined {
    let end = words.length;
    while (end > 0) {
      for (let size = Math.min(longest, end); size > 0; size -= 1) {
        const kind = phrases.get(words.slice(end - size, end).join(" "));
        if (kind !== undefined) return kind;
      }
      const last = words[end - 1] ?? "";
      if (!qualifiers.has(last) && !/^\d+$/.test(last)) return undefined;
      end -= 1;
    }
    return undefined;
  }

  function classify(name: string): PhiKind | undefined {
    const words = fieldWords(name);
    if (kept.has(words.join(" "))) return undefined;
    const kind = ending(words) ?? ending(ofOne(words));
    if (kind !== undefined || descriptions.has(words.at(-1) ?? "")) return kind;
    for (const word of words) {
      const strongKind = strong.get(word);
      if (strongKind !== undefined) return strongKind;
    }
    return undefined;
  }

  const labels = remembering((label) => ending(fieldWords(label)));
  const keys = remembering((word) => ({
    kind: classify(word),
    endsLabel: labelEnds.has(word.toLowerCase()),
  }));

  return { lastWords, kindOf: (name) => keys(name).kind, kindOfLabel: labels, keyOf: keys };
}

/** The function, with its answers remembered for as many names as a program's own code has. */
function remembering<Answer>(answer: (name: string) => Answer): (name: string) => Answer {
  const remembered = new Map<string, Answer>();
  return (name) => {
    const known = remembered.get(name);
    if (known !== undefined || remembered.has(name)) return known as Answer;
    const made = answer(name);
    if (remembered.size >= maxRememberedNames) remembered.clear();
    remembered.set(name, made);
    return made;
  };
}
