import type { FloatHistogram } from "@voiceassist/histogram";
import type { Labels, Series } from "@voiceassist/promql";
import type { FloatColumns } from "./float-columns.ts";
import type { HistogramColumns } from "./histogram-columns.ts";

/** One series of both kinds of samples; staleness markers of a histogram are among the floats. */
export function withHistograms(labels: Labels, floats: FloatColumns, own: HistogramColumns): Series {
  const capacity = floats.timestamps.length + own.timestamps.length;
  const timestamps = new Float64Array(capacity);
  const values = new Float64Array(capacity);
  const histograms: (FloatHistogram | undefined)[] = [];
  let float = 0;
  let histogram = 0;
  let length = 0;
  while (float < floats.timestamps.length || histogram < own.timestamps.length) {
    const floatMillis = floats.timestamps[float] ?? Number.POSITIVE_INFINITY;
    const histogramMillis = own.timestamps[histogram] ?? Number.POSITIVE_INFINITY;
    if (floatMillis <= histogramMillis) {
      timestamps[length] = floatMillis;
      values.set(floats.values.subarray(float, float + 1), length);
      histograms.push(undefined);
      float += 1;
      if (floatMillis === histogramMillis) histogram += 1;
    } else {
      timestamps[length] = histogramMillis;
      histograms.push(own.histograms[histogram]);
      histogram += 1;
    }
    length += 1;
  }
  return {
    labels,
    timestamps: timestamps.subarray(0, length),
    values: values.subarray(0, length),
    histograms,
  };
}
