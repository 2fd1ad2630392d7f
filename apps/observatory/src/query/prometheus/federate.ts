import type { Labels, Series } from "@voiceassist/promql";
import { isStaleAt } from "@voiceassist/promql";
import type { FastifyInstance } from "fastify";
import { parametersOf } from "../../http/parameters.ts";
import type { StoreReader } from "../../redact/redacted-store.ts";
import { labelsKey } from "../../scrape/labels-key.ts";
import type { ReloadableConfig } from "../../scrape/reloadable-config.ts";
import { formatValue } from "./format-value.ts";
import { selectorsParameter } from "./parameters.ts";

const lookbackMillis = 5 * 60_000;

/** `GET /federate`: the last sample of every series that a selector matches, in text format 0.0.4. */
export function federateRoute(
  metrics: StoreReader["metrics"],
  config: ReloadableConfig,
): (app: FastifyInstance) => void {
  return (app) => {
    app.get("/federate", async (request, reply) => {
      const selectors = selectorsParameter(parametersOf(request));
      if (!selectors.ok) {
        const problem = selectors.answer.ok ? "" : selectors.answer.error;
        return reply.code(400).type("text/plain; charset=utf-8").send(`${problem}\n`);
      }
      const untilMillis = Date.now();
      const found = new Map<string, Series>();
      for (const matchers of selectors.value) {
        const range = { afterMillis: untilMillis - lookbackMillis, untilMillis };
        for (const series of await metrics.select({ matchers, ...range })) {
          found.set(labelsKey(series.labels), series);
        }
      }
      return reply
        .type("text/plain; version=0.0.4; charset=utf-8")
        .send(federation([...found.values()], config.current().externalLabels));
    });
  };
}

/** Series without a current sample, or with a native histogram, which the format cannot write, are left out. */
function federation(series: readonly Series[], externalLabels: Labels): string {
  const external: Labels = { instance: "", ...externalLabels };
  const sorted = [...series].sort((left, right) => compareNames(left.labels, right.labels));
  const lines: string[] = [];
  let lastName = "";
  for (const one of sorted) {
    const last = one.timestamps.length - 1;
    const name = one.labels.__name__ ?? "";
    if (last < 0 || name === "" || isStaleAt(one.values, last) || one.histograms?.[last] !== undefined)
      continue;
    if (name !== lastName) lines.push(`# TYPE ${written(name)} untyped`);
    lastName = name;
    const { __name__: _, ...own } = one.labels;
    const labels = Object.entries({ ...external, ...own }).map(
      ([key, value]) => `${written(key)}="${escaped(value)}"`,
    );
    const isPlain = /^[A-Za-z_:][\w:]*$/u.test(name);
    const text = isPlain ? `${name}{${labels.join(",")}}` : `{${[written(name), ...labels].join(",")}}`;
    lines.push(`${text} ${formatValue(one.values[last] ?? Number.NaN)} ${one.timestamps[last]}`);
  }
  return lines.map((line) => `${line}\n`).join("");
}

function compareNames(left: Labels, right: Labels): number {
  const [first = "", second = ""] = [left.__name__, right.__name__];
  return first < second ? -1 : Number(first > second);
}

function written(name: string): string {
  return /^[A-Za-z_:][\w:]*$/u.test(name) ? name : `"${escaped(name)}"`;
}

function escaped(value: string): string {
  return value.replace(/[\\"\n]/gu, (character) => (character === "\n" ? "\\n" : `\\${character}`));
}
