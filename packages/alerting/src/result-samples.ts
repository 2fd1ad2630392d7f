import type { InstantSample, QueryValue } from "@voiceassist/promql";

/** What a rule works on: a vector, or a scalar as a vector of one sample without labels; else `undefined`. */
export function resultSamples(value: QueryValue): readonly InstantSample[] | undefined {
  switch (value.type) {
    case "vector":
      return value.samples;
    case "scalar":
      return [{ labels: {}, timeMillis: value.timeMillis, value: value.value }];
    case "string":
    case "matrix":
      return undefined;
  }
}
