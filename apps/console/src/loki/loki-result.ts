import { asArray, asRecord, asString, asStringRecord, asStrings, MalformedAnswer } from "../http/decode.ts";
import { type LogLine, readLogLine } from "./log-line.ts";

function decodeStream(value: unknown, where: string): readonly LogLine[] {
  const stream = asRecord(value, where);
  const labels = asStringRecord(stream.stream, `${where}.stream`);
  const streamKey = JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
  return asArray(stream.values, `${where}.values`).map((item, index) => {
    const at = `${where}.values[${index}]`;
    const [nanos, text] = asArray(item, at);
    const written = asString(nanos, `${at}[0]`);
    if (!/^\d+$/.test(written))
      throw new MalformedAnswer(`${at}[0] should be nanoseconds, but is ${written}`);
    return readLogLine(labels, streamKey, BigInt(written), asString(text, `${at}[1]`));
  });
}

/** Reads the answer of Loki's `query_range` for a log query. Throws `MalformedAnswer`. */
export function decodeStreams(body: unknown): readonly LogLine[] {
  const data = asRecord(asRecord(body, "the answer").data, "data");
  if (data.resultType !== "streams") {
    throw new MalformedAnswer(
      `this view shows log lines, but the query answers a ${String(data.resultType)}: remove the aggregation around the stream selector`,
    );
  }
  return asArray(data.result, "data.result").flatMap((item, index) =>
    decodeStream(item, `data.result[${index}]`),
  );
}

/** Reads the answer of `labels` and `label/NAME/values`. */
export function decodeNames(body: unknown): readonly string[] {
  return asStrings(asRecord(body, "the answer").data, "data");
}
