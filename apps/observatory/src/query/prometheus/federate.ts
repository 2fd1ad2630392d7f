import { allBuckets, type FloatHistogram, usesCustomBuckets } from "@voiceassist/histogram";
import type { Labels, Series } from "@voiceassist/promql";
import { isStaleAt } from "@voiceassist/promql";
import type { FastifyInstance } from "fastify";
import { refuseOtherMethods, tellMethods } from "../../http/allowed-methods.ts";
import { compressAnswers } from "../../http/compression.ts";
import { formProblem, parametersOf } from "../../http/parameters.ts";
import { redactMessage } from "../../redact/redact-message.ts";
import type { StoreReader } from "../../redact/redacted-store.ts";
import { labelsKey } from "../../scrape/labels-key.ts";
import type { ReloadableConfig } from "../../scrape/reloadable-config.ts";
import { formatValue } from "./format-value.ts";
import { readSelectors } from "./parameters.ts";
import { compareLabels, compareTexts, sortedLabels } from "./sorted-labels.ts";

const lookbackMillis = 5 * 60_000;

/** `GET /federate`: the last sample of every series that a selector matches, in text format 0.0.4. */
export function federateRoute(
  metrics: StoreReader["metrics"],
  config: ReloadableConfig,
): (app: FastifyInstance) => void {
  return (app) => {
    compressAnswers(app);
    refuseOtherMethods(app, "/federate", ["GET"]);
    tellMethods(app, "/federate", ["GET"]);
    app.get("/federate", { exposeHeadRoute: false }, async (request, reply) => {
      const problem = formProblem(request);
      const selectors =
        problem === undefined
          ? readSelectors(parametersOf(request))
          : { ok: false as const, error: `error parsing form values: ${problem}` };
      if (!selectors.ok) {
        const text = `${redactMessage(selectors.error)}\n`;
        return reply.code(400).type("text/plain; charset=utf-8").send(text);
      }
      const untilMillis = Date.now();
      const found = new Map<string, Series>();
      for (const matchers of selectors.value) {
        // Prometheus finds nothing for a selector without matchers.
        if (matchers.length === 0) continue;
        const range = { afterMillis: untilMillis - lookbackMillis, untilMillis };
        for (const series of await metrics.select({ matchers, ...range })) {
          found.set(labelsKey(series.labels), series);
        }
      }
      return reply
        .header("content-type", "text/plain; version=0.0.4; charset=utf-8; escaping=underscores")
        .send(federation([...found.values()], config.current().externalLabels));
    });
  };
}

interface Family {
  readonly name: string;
  readonly type: string;
}

/** Series without a current sample, or with a native histogram, which the format cannot write, are left out. */
function federation(series: readonly Series[], externalLabels: Labels): string {
  const external = Object.entries(sortedLabels({ instance: "", ...externalLabels }));
  const sorted = series
    .map((one) => ({ ...one, labels: sortedLabels(one.labels) }))
    .sort(
      (left, right) =>
        compareTexts(left.labels.__name__ ?? "", right.labels.__name__ ?? "") ||
        compareLabels(left.labels, right.labels),
    );
  const lines: string[] = [];
  let last: Family = { name: "", type: "" };
  for (const { labels, timestamps, values, histograms } of sorted) {
    const { __name__: name = "", ...own } = labels;
    const at = timestamps.length - 1;
    const histogram = histograms?.[at];
    if (at < 0 || name === "" || isStaleAt(values, at)) continue;
    if (histogram !== undefined && !usesCustomBuckets(histogram)) continue;
    const type = typeOf(histogram);
    if (name !== last.name || type !== last.type) lines.push(`# TYPE ${underscored(name)} ${type}`);
    last = { name, type };
    const added = external.filter(([key]) => !Object.hasOwn(own, key));
    const pairs = [...Object.entries(own), ...added].map(
      ([key, value]) => `${underscored(key)}="${escaped(value)}"`,
    );
    for (const [suffix, extra, value] of samplesOf(values[at] ?? Number.NaN, histogram)) {
      const all = [...pairs, ...extra].join(",");
      lines.push(`${underscored(name)}${suffix}{${all}} ${formatValue(value)} ${timestamps[at]}`);
    }
  }
  return lines.map((line) => `${line}\n`).join("");
}

function typeOf(histogram: FloatHistogram | undefined): string {
  if (histogram === undefined) return "untyped";
  return histogram.counterResetHint === "gauge" ? "gaugehistogram" : "histogram";
}

type FederatedSample = readonly [suffix: string, extra: readonly string[], value: number];

/** A histogram with custom buckets goes as the classic one that it was made of. */
function samplesOf(value: number, histogram: FloatHistogram | undefined): readonly FederatedSample[] {
  if (histogram === undefined) return [["", [], value]];
  const counts = new Map(allBuckets(histogram).map(({ upper, count }) => [upper, count]));
  let total = 0;
  const buckets = [...histogram.customBounds].map((bound): FederatedSample => {
    total += counts.get(bound) ?? 0;
    return ["_bucket", [`le="${formatValue(bound)}"`], total];
  });
  return [
    ...buckets,
    ["_bucket", ['le="+Inf"'], histogram.count],
    ["_sum", [], histogram.sum],
    ["_count", [], histogram.count],
  ];
}

/** What the old format cannot write becomes an underscore, as the content type says. */
function underscored(name: string): string {
  return name.replace(/[^\w:]/gu, "_").replace(/^(?=\d)/u, "_");
}

function escaped(value: string): string {
  return value.replace(/[\\"\n]/gu, (character) => (character === "\n" ? "\\n" : `\\${character}`));
}
