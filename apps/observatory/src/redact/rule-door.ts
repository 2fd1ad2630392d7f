import type { SeriesSource } from "@voiceassist/promql";
import type { AppendOutcome, MetricStore } from "@voiceassist/storage";
import type { Labels, SeriesSamples } from "@voiceassist/wire";
import type { FieldRedactor } from "./field-redactor.ts";
import { redactMessage } from "./redact-message.ts";

/** How results of rules get into the store. */
export interface RuleDoor {
  /** For one evaluation of one rule. */
  begin(): RuleEvaluationDoor;
  /** Labels that no evaluation's `redact` gave are redacted here. */
  append(series: readonly SeriesSamples[]): Promise<AppendOutcome>;
}

export interface RuleEvaluationDoor {
  /** What the rule reads. */
  readonly source: SeriesSource;
  /**
   * What the store gave out under a label's name was judged at its own door, and stays: a redacted value would be
   * redacted again, and the address of a target lost. What the rule made itself is redacted.
   */
  redact(labels: Labels): Labels;
  /** Of texts by name, such as annotations. They are no telemetry, so nothing is counted: a target's address is no leak. */
  redactTexts(texts: Labels): Labels;
}

export function createRuleDoor(
  store: SeriesSource & Pick<MetricStore, "append">,
  redactor: FieldRedactor,
  onAppended: (outcome: AppendOutcome) => void,
): RuleDoor {
  const redacted = new WeakSet<Labels>();

  return {
    begin() {
      const given: Labels[] = [];
      const valuesOf = new Map<string, ReadonlySet<string>>();

      function isStored(name: string, value: string): boolean {
        let values = valuesOf.get(name);
        if (values === undefined) {
          values = new Set(
            given.flatMap((labels) => (Object.hasOwn(labels, name) ? [labels[name] ?? ""] : [])),
          );
          valuesOf.set(name, values);
        }
        return values.has(value);
      }

      return {
        source: {
          expectedSamples: (request) => store.expectedSamples?.(request) ?? 0,
          async select(request) {
            const series = await store.select(request);
            for (const { labels } of series) given.push(labels);
            valuesOf.clear();
            return series;
          },
        },
        redact(labels) {
          const entries = Object.entries(labels);
          const made = entries.filter(([name, value]) => !isStored(name, value));
          const kept = entries.filter(([name, value]) => isStored(name, value));
          const result = { ...redactor.labels(Object.fromEntries(made)), ...Object.fromEntries(kept) };
          redacted.add(result);
          return result;
        },
        redactTexts: (texts) =>
          Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, redactMessage(text)])),
      };
    },

    async append(series) {
      const outcome = await store.append(
        series.map((one) =>
          redacted.has(one.labels) ? one : { ...one, labels: redactor.labels(one.labels) },
        ),
      );
      onAppended(outcome);
      return outcome;
    },
  };
}
