import type { Labels, SeriesSamples } from "@voiceassist/wire";
import type { FieldRedactor } from "./field-redactor.ts";

/**
 * `ownInstance` is the address of the target that the series was scraped from. As the label `instance` it is the
 * operator's own configuration, which may be an IP address, and is kept.
 */
export function redactSeries(
  series: SeriesSamples,
  redactor: FieldRedactor,
  ownInstance: string,
): SeriesSamples {
  const { metadata, histograms } = series;
  return {
    labels: redactLabels(series.labels, redactor, ownInstance),
    samples: series.samples,
    ...(histograms === undefined ? {} : { histograms }),
    exemplars: series.exemplars.map((exemplar) => ({
      ...exemplar,
      labels: redactor.labels(exemplar.labels),
    })),
    ...(metadata === undefined
      ? {}
      : {
          metadata: {
            type: metadata.type,
            help: redactor.text(metadata.help),
            unit: redactor.text(metadata.unit),
          },
        }),
  };
}

function redactLabels(labels: Labels, redactor: FieldRedactor, ownInstance: string): Labels {
  if (labels.instance !== ownInstance) return redactor.labels(labels);
  const { instance, ...rest } = labels;
  return { ...redactor.labels(rest), instance };
}
