import { asArray, asRecord, asString, asStringRecord, MalformedAnswer } from "../http/decode.ts";

export interface PrometheusSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** Unix epoch, seconds, and value; values may be NaN. */
  readonly points: readonly (readonly [seconds: number, value: number])[];
}

const infinities: Readonly<Record<string, number>> = {
  "+Inf": Number.POSITIVE_INFINITY,
  "-Inf": Number.NEGATIVE_INFINITY,
};

function decodePoint(value: unknown, where: string): readonly [number, number] {
  const [seconds, text] = asArray(value, where);
  const written = asString(text, `${where}[1]`);
  return [Number(seconds), infinities[written] ?? Number(written)];
}

function decodeSeries(value: unknown, where: string): PrometheusSeries {
  const series = asRecord(value, where);
  const points = series.values === undefined ? [series.value] : asArray(series.values, `${where}.values`);
  return {
    labels: asStringRecord(series.metric ?? {}, `${where}.metric`),
    points: points.map((point, index) => decodePoint(point, `${where}.values[${index}]`)),
  };
}

/** Reads the answer of `query` and `query_range`: a vector, a matrix or a scalar. Throws `MalformedAnswer`. */
export function decodePrometheusResult(body: unknown): readonly PrometheusSeries[] {
  const data = asRecord(asRecord(body, "the answer").data, "data");
  if (data.resultType === "scalar")
    return [{ labels: {}, points: [decodePoint(data.result, "data.result")] }];
  if (data.resultType === "vector" || data.resultType === "matrix") {
    return asArray(data.result, "data.result").map((item, index) =>
      decodeSeries(item, `data.result[${index}]`),
    );
  }
  throw new MalformedAnswer(
    `data.resultType should be vector, matrix or scalar, but is ${String(data.resultType)}`,
  );
}
