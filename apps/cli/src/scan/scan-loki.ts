import { type Answer, type Api, getData, isRecord, labelsOf, listOf } from "./get-json.ts";
import type { Inspector } from "./inspector.ts";
import type { Report } from "./report.ts";
import type { TimeRange } from "./time-range.ts";

const pageLines = 1_000;
const maxLabels = 1_000;

/**
 * Every line of a Loki in the time range, oldest first, and the labels and structured metadata of its streams.
 * Together, the queries select every stream once: those with the first label, those with the second and not the first…
 */
export async function scanLoki(
  api: Api,
  range: TimeRange,
  maxLines: number,
  inspector: Inspector,
  report: Report,
): Promise<void> {
  const time = { start: `${range.startMillis}000000`, end: `${range.endMillis}000000` };
  const labels = await getData(api, "/loki/api/v1/labels", time);
  if (!labels.ok) return report.fail(labels.problem);
  const names = listOf(labels.data).filter((name) => typeof name === "string");
  if (names.length > maxLabels) {
    return report.fail(`${api.url.origin} has ${names.length} labels, over the bound of ${maxLabels}.`);
  }
  const streams = new Set<string>();
  let lines = 0;
  for (const [index, name] of names.entries()) {
    const without = names.slice(0, index).map((earlier) => `, ${earlier}=""`);
    const selector = `{${name}=~".+"${without.join("")}}`;
    const left = maxLines - lines;
    const read = await scanSelector({ api, selector, range, maxLines: left, inspector, report, streams });
    if (read === undefined) return;
    lines += read;
    if (lines >= maxLines) {
      return report.bound(`Stopped after ${maxLines} lines; read more by --limit, or less by --since.`);
    }
  }
}

interface SelectorScan {
  readonly api: Api;
  readonly selector: string;
  readonly range: TimeRange;
  readonly maxLines: number;
  readonly inspector: Inspector;
  readonly report: Report;
  /** Streams whose labels were looked at. */
  readonly streams: Set<string>;
}

/** The number of lines read; undefined after a failure. */
async function scanSelector(scan: SelectorScan): Promise<number | undefined> {
  let from = BigInt(scan.range.startMillis) * 1_000_000n;
  let lines = 0;
  /** Entries at `from` that the page before held. */
  let seen = new Set<string>();
  while (lines < scan.maxLines) {
    const answer = await queryPage(scan, from);
    if (!answer.ok) {
      scan.report.fail(answer.problem);
      return undefined;
    }
    const entries = entriesOf(answer.data);
    const last = entries.map(({ nano }) => nano).reduce(later, from);
    const first = from;
    const unseen = entries.filter((entry) => entry.nano !== first || !seen.has(entry.key));
    const fresh = unseen.slice(0, scan.maxLines - lines);
    for (const entry of fresh) inspect(entry, scan);
    lines += fresh.length;
    scan.report.read(fresh.length);
    if (entries.length < pageLines) break;
    if (last === from && fresh.length === 0) {
      scan.report.bound(`Read only ${pageLines} of the lines that share one nanosecond.`);
      from += 1n;
      seen = new Set();
      continue;
    }
    const atLast = entries.filter(({ nano }) => nano === last).map(({ key }) => key);
    seen = last === from ? new Set([...seen, ...atLast]) : new Set(atLast);
    from = last;
  }
  return lines;
}

function later(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

function queryPage({ api, selector, range }: SelectorScan, from: bigint): Promise<Answer> {
  return getData(
    api,
    "/loki/api/v1/query_range",
    {
      query: selector,
      start: String(from),
      end: `${range.endMillis}000000`,
      limit: String(pageLines),
      direction: "forward",
    },
    // Keeps the labels of a stream apart from the metadata of its lines; ignored by a Loki before 3.0.
    { "X-Loki-Response-Encoding-Flags": "categorize-labels" },
  );
}

interface Entry {
  readonly key: string;
  readonly nano: bigint;
  readonly line: string;
  readonly labels: readonly (readonly [name: string, value: string])[];
  readonly metadata: readonly (readonly [name: string, value: string])[];
}

function entriesOf(data: unknown): readonly Entry[] {
  if (!isRecord(data)) return [];
  return listOf(data.result).flatMap((stream) => {
    if (!isRecord(stream)) return [];
    const labels = labelsOf(stream.stream);
    const name = JSON.stringify(labels);
    return listOf(stream.values).flatMap((value) => {
      const [nano, line, more] = listOf(value);
      if (typeof nano !== "string" || !/^\d{1,20}$/.test(nano) || typeof line !== "string") return [];
      const metadata = isRecord(more) ? labelsOf(more.structuredMetadata) : [];
      return [{ key: `${name} ${line}`, nano: BigInt(nano), line, labels, metadata }];
    });
  });
}

function inspect({ labels, line, metadata }: Entry, { inspector, report, streams }: SelectorScan): void {
  const stream = `{${labels.map(([name, value]) => `${inspector.safe(name)}="${shownValue(name, value, inspector)}"`).join(", ")}}`;
  const original = JSON.stringify(labels);
  if (!streams.has(original)) {
    streams.add(original);
    inspectFields(labels, "label");
  }
  for (const [kind, count] of inspector.text(line))
    report.add({ in: "stream", stream, field: "line" }, kind, count);
  inspectFields(metadata, "metadata");

  function inspectFields(fields: Entry["labels"], what: string): void {
    for (const [name, value] of fields) {
      const field = `${what} ${inspector.safe(name)}`;
      for (const kinds of [inspector.text(name), inspector.field(name, value)]) {
        for (const [kind, count] of kinds) report.add({ in: "stream", stream, field }, kind, count);
      }
    }
  }
}

/** A label's value, unless something identifies in it or its name says that it does. */
function shownValue(name: string, value: string, inspector: Inspector): string {
  const [kind] = inspector.field(name, value).keys();
  return kind === undefined ? value : `[REDACTED:${kind}]`;
}
