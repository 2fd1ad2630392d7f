import { expositionNumber } from "./exposition-number.ts";
import { canonicalFloat } from "./float-text.ts";
import type { Labels } from "./labels.ts";
import type { MetricType } from "./series.ts";
import { parseSeriesText } from "./series-text.ts";

/**
 * Label sets by the text that an exposition wrote for them. Kept between the scrapes of one target it saves most of
 * the work: a series that was there last time is not parsed again, and its labels are the same object.
 */
export interface SeriesMemo {
  labels(text: string, type: MetricType, blanks: boolean): Labels;
  /** Forgets what was not asked for since the last call. */
  sweep(): void;
}

/** The label of this type whose value is a number and is kept in one form. */
const numberLabels: Partial<Readonly<Record<MetricType, string>>> = { histogram: "le", summary: "quantile" };

export function createSeriesMemo(): SeriesMemo {
  let current = new Map<string, Labels>();
  let previous: ReadonlyMap<string, Labels> = new Map();
  return {
    labels(text, type, blanks) {
      const numberLabel = numberLabels[type];
      const key = numberLabel === undefined ? text : `${numberLabel}:${text}`;
      let labels = current.get(key);
      if (labels === undefined) {
        labels = previous.get(key) ?? withCanonicalNumber(parseSeriesText(text, blanks), numberLabel);
        current.set(key, labels);
      }
      return labels;
    },
    sweep() {
      previous = current;
      current = new Map();
    },
  };
}

function withCanonicalNumber(labels: Labels, name: string | undefined): Labels {
  if (name === undefined || !Object.hasOwn(labels, name)) return labels;
  const text = labels[name] ?? "";
  const value = expositionNumber(text, 0, text.length);
  return value === undefined ? labels : { ...labels, [name]: canonicalFloat(value) };
}
