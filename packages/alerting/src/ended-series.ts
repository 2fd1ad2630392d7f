import { type Labels, labelsKey } from "@voiceassist/promql";

export type SeriesByKey = ReadonlyMap<string, Labels>;

export function seriesByKey(series: Iterable<Labels>): SeriesByKey {
  return new Map([...series].map((labels) => [labelsKey(labels), labels]));
}

/** The series of the evaluation before that this one did not make. */
export function endedSeries(before: SeriesByKey, now: SeriesByKey): readonly Labels[] {
  return [...before].filter(([key]) => !now.has(key)).map(([, labels]) => labels);
}
