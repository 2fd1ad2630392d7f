import { type Api, getData, isRecord, labelsOf, listOf } from "./get-json.ts";
import type { Inspector } from "./inspector.ts";
import type { Report } from "./report.ts";
import type { TimeRange } from "./time-range.ts";

/** Names of metrics, and labels of every series, of exemplars and help texts. A value is counted once a metric and label. */
export async function scanPrometheus(
  api: Api,
  range: TimeRange,
  inspector: Inspector,
  report: Report,
): Promise<void> {
  const time = { start: seconds(range.startMillis), end: seconds(range.endMillis) };
  const names = await getData(api, "/api/v1/label/__name__/values", time);
  if (!names.ok) return report.fail(names.problem);
  for (const name of listOf(names.data)) {
    if (typeof name !== "string") continue;
    const metric = inspector.safe(name);
    for (const [kind, count] of inspector.text(name))
      report.add({ in: "metric", metric, field: "name" }, kind, count);
    const series = await getData(api, "/api/v1/series", {
      ...time,
      "match[]": `{__name__=${JSON.stringify(name)}}`,
    });
    if (!series.ok) return report.fail(series.problem);
    const labelSets = listOf(series.data);
    report.read(labelSets.length);
    inspectLabels(labelSets, metric, "label", inspector, report);
  }
  await scanHelp(api, inspector, report);
  await scanExemplars(api, time, inspector, report);
}

async function scanHelp(api: Api, inspector: Inspector, report: Report): Promise<void> {
  const metadata = await getData(api, "/api/v1/metadata");
  if (!metadata.ok) return report.fail(metadata.problem);
  if (!isRecord(metadata.data)) return;
  for (const [name, entries] of Object.entries(metadata.data)) {
    for (const entry of listOf(entries)) {
      const help = isRecord(entry) ? entry.help : undefined;
      if (typeof help !== "string") continue;
      const place = { in: "metric", metric: inspector.safe(name), field: "help" } as const;
      for (const [kind, count] of inspector.text(help)) report.add(place, kind, count);
    }
  }
}

async function scanExemplars(
  api: Api,
  time: Readonly<Record<string, string>>,
  inspector: Inspector,
  report: Report,
): Promise<void> {
  const answer = await getData(api, "/api/v1/query_exemplars", { ...time, query: '{__name__=~".+"}' });
  if (!answer.ok) return report.fail(answer.problem);
  for (const series of listOf(answer.data)) {
    if (!isRecord(series)) continue;
    const name = labelsOf(series.seriesLabels).find(([label]) => label === "__name__")?.[1] ?? "";
    const labelSets = listOf(series.exemplars).map((item) => (isRecord(item) ? item.labels : undefined));
    inspectLabels(labelSets, inspector.safe(name), "exemplar", inspector, report);
  }
}

function inspectLabels(
  labelSets: readonly unknown[],
  metric: string,
  what: string,
  inspector: Inspector,
  report: Report,
): void {
  const seen = new Set<string>();
  for (const labels of labelSets) {
    for (const [name, value] of labelsOf(labels)) {
      const key = `${name}\0${value}`;
      if (name === "__name__" || seen.has(key)) continue;
      const place = { in: "metric", metric, field: `${what} ${inspector.safe(name)}` } as const;
      const named = seen.has(name) ? [] : [inspector.text(name)];
      seen.add(key).add(name);
      for (const kinds of [...named, inspector.field(name, value)]) {
        for (const [kind, count] of kinds) report.add(place, kind, count);
      }
    }
  }
}

function seconds(millis: number): string {
  return String(millis / 1_000);
}
