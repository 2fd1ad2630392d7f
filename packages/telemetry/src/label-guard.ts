import type { Redactor } from "@voiceassist/phi";
import type { LabelValues } from "./metrics.ts";

/** Distinct values of one label; the next ones become `_other`. */
export const labelValueLimit = 200;
/** Label sets of one metric; the next ones become `_other` in every label. */
export const seriesLimit = 2_000;
/** Longer values are cut. */
const labelLengthCharacters = 128;
/** Raw label sets whose verdict is remembered: many raw sets can share one redacted set, so this needs its own bound. */
const rememberedLimit = 2 * seriesLimit;

const overflow = "_other";
// Keys of remembered label sets: no label value of a service holds it.
const separator = "\u0000";

/** Makes label values safe to expose: redacted, cut, and bounded in number. `onOverflow` is told of each value replaced. */
export function createLabelGuard<Name extends string>(
  names: readonly Name[],
  redactor: Redactor,
  onOverflow: () => void,
): (labels: LabelValues<Name>) => LabelValues<Name> {
  const remembered = new Map<string, LabelValues<Name>>();
  const valuesOf = new Map<Name, Set<string>>(names.map((name) => [name, new Set()]));
  const series = new Set<string>();

  const safeValue = (name: Name, raw: string): string => {
    const redacted = redactor.field(name, raw);
    // What the redactor dropped is no longer a string: the label stays, empty, so that the series keeps its shape.
    const value = typeof redacted === "string" ? redacted.slice(0, labelLengthCharacters) : "";
    const values = valuesOf.get(name);
    if (values === undefined || values.has(value)) return value;
    if (values.size >= labelValueLimit) {
      onOverflow();
      return overflow;
    }
    values.add(value);
    return value;
  };

  const build = (value: (name: Name) => string): LabelValues<Name> =>
    Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, string>;

  return (labels) => {
    const rawKey = names.map((name) => labels[name]).join(separator);
    const known = remembered.get(rawKey);
    if (known !== undefined) return known;

    let safe = build((name) => safeValue(name, labels[name]));
    const safeKey = names.map((name) => safe[name]).join(separator);
    if (!series.has(safeKey) && series.size >= seriesLimit) {
      onOverflow();
      safe = build(() => overflow);
    } else {
      series.add(safeKey);
    }
    if (remembered.size < rememberedLimit) remembered.set(rawKey, safe);
    return safe;
  };
}
