import type { SeriesSamples } from "@voiceassist/wire";
import type { FieldRedactor } from "./field-redactor.ts";

export function redactSeries(series: SeriesSamples, redactor: FieldRedactor): SeriesSamples {
  const { metadata } = series;
  return {
    labels: redactor.labels(series.labels),
    samples: series.samples,
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
