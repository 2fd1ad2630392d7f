import type { ToldFamily, ToldMetric, ToldValue } from "@voiceassist/wire";
import { formatValue } from "./format-value.ts";

/** Text format 0.0.4, which has no type for gauge histograms. */
export function federationText(families: readonly ToldFamily[]): string {
  const lines: string[] = [];
  for (const { name, type, metrics } of families) {
    lines.push(`# TYPE ${shownName(name)} ${type === "untyped" ? "untyped" : "histogram"}\n`);
    for (const metric of metrics) addSamples(name, metric, lines);
  }
  return lines.join("");
}

function addSamples(name: string, { labels, timestampMillis, value }: ToldMetric, lines: string[]): void {
  const isLegacy = isLegacyName(name);
  const pairs = labels.map(([key, text]) => `${shownName(key)}="${escaped(text)}"`);
  for (const [suffix, extra, number] of samplesOf(value)) {
    // A name that needs quotes stands among the labels.
    const quoted = isLegacy ? [] : [`"${escaped(`${name}${suffix}`)}"`];
    const head = isLegacy ? `${name}${suffix}` : "";
    lines.push(
      `${head}{${[...quoted, ...pairs, ...extra].join(",")}} ${formatValue(number)} ${timestampMillis}\n`,
    );
  }
}

type TextSample = readonly [suffix: string, extra: readonly string[], value: number];

function samplesOf(value: ToldValue): readonly TextSample[] {
  switch (value.kind) {
    case "number":
      return [["", [], value.value]];
    case "native":
      return [];
    case "classic":
      return [
        ...value.buckets.map(
          ({ upperBound, cumulativeCount }): TextSample => [
            "_bucket",
            [`le="${formatValue(upperBound)}"`],
            cumulativeCount,
          ],
        ),
        ["_bucket", ['le="+Inf"'], value.count],
        ["_sum", [], value.sum],
        ["_count", [], value.count],
      ];
  }
}

function isLegacyName(name: string): boolean {
  return /^[A-Za-z_:][\w:]*$/u.test(name);
}

function shownName(name: string): string {
  return isLegacyName(name) ? name : `"${escaped(name)}"`;
}

function escaped(value: string): string {
  return value.replace(/[\\"\n]/gu, (character) => (character === "\n" ? "\\n" : `\\${character}`));
}
