import type { OtlpExemplar, OtlpMetric, OtlpMetricData } from "@voiceassist/wire";
import type { FieldRedactor } from "./field-redactor.ts";
import { redactResource, redactScope } from "./redact-span.ts";
import { markRedacted, type Redacted } from "./redacted.ts";

/** Before the metric becomes series: making names legal would disguise identifiers in attribute keys. */
export function redactMetric(metric: OtlpMetric, redactor: FieldRedactor): Redacted<OtlpMetric> {
  return markRedacted({
    resource: redactResource(metric.resource, redactor),
    scope: redactScope(metric.scope, redactor),
    name: redactor.name(metric.name),
    description: redactor.text(metric.description),
    unit: redactor.text(metric.unit),
    data: redactData(metric.data, redactor),
  });
}

function redactData(data: OtlpMetricData, redactor: FieldRedactor): OtlpMetricData {
  const point = <Point extends OtlpMetricData["points"][number]>(given: Point): Point => ({
    ...given,
    attributes: redactor.attributes(given.attributes),
  });
  const withExemplars = <Point extends OtlpMetricData["points"][number] & WithExemplars>(
    given: Point,
  ): Point => ({
    ...point(given),
    exemplars: given.exemplars.map((exemplar) => ({
      ...exemplar,
      attributes: redactor.attributes(exemplar.attributes),
    })),
  });
  switch (data.kind) {
    case "gauge":
    case "sum":
      return { ...data, points: data.points.map(withExemplars) };
    case "histogram":
      return { ...data, points: data.points.map(withExemplars) };
    case "exponentialHistogram":
      return { ...data, points: data.points.map(withExemplars) };
    case "summary":
      return { ...data, points: data.points.map(point) };
  }
}

interface WithExemplars {
  readonly exemplars: readonly OtlpExemplar[];
}
