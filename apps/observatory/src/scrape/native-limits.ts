import { type FloatHistogram, reduceResolution, usesCustomBuckets } from "@voiceassist/histogram";

const coarsestSchema = -4;
const finestSchema = 8;

/** The finest schema whose buckets grow by at least `factor` each; a factor of at most 1 allows every one. */
export function schemaOfFactor(factor: number): number {
  if (factor <= 1) return finestSchema;
  const schema = 0 - Math.ceil(Math.log2(Math.log2(factor)));
  return Math.min(Math.max(schema, coarsestSchema), finestSchema);
}

/**
 * The histogram in a resolution of at most `bucketLimit` buckets (0: any number) and no finer than `maxSchema`;
 * `undefined` when even the coarsest has more.
 */
export function withinNativeLimits(
  histogram: FloatHistogram,
  bucketLimit: number,
  maxSchema: number,
): FloatHistogram | undefined {
  const isCustom = usesCustomBuckets(histogram);
  let limited =
    isCustom || histogram.schema <= maxSchema ? histogram : reduceResolution(histogram, maxSchema);
  const isOver = ({ positive, negative }: FloatHistogram): boolean =>
    bucketLimit > 0 && positive.indexes.length + negative.indexes.length > bucketLimit;
  while (isOver(limited)) {
    if (isCustom || limited.schema <= coarsestSchema) return undefined;
    limited = reduceResolution(limited, limited.schema - 1);
  }
  return { ...limited, counterResetHint: histogram.counterResetHint };
}
