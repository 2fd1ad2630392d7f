import { numberFromText } from "../parse/number-text.ts";
import { stringFromText } from "../parse/string-text.ts";
import type { Labels } from "../series-source.ts";
import { parseHistogramWord } from "./histogram-notation.ts";
import type { ScriptSample, ScriptSeries } from "./test-script.ts";

const stringPattern = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/y;
const namePattern = /[A-Za-z_:][\w:.]*/y;

/** Reads `metric{label="value", …} samples…`; `undefined` when the line does not start with a series. */
export function parseSeriesLine(line: string): ScriptSeries | undefined {
  const read = readLabels(line);
  if (read === undefined) return undefined;
  return { labels: read.labels, samples: parseSamples(read.rest) };
}

interface Labelled {
  readonly labels: Labels;
  readonly rest: string;
}

function readLabels(line: string): Labelled | undefined {
  const entries: [name: string, value: string][] = [];
  let position = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    const text = pattern.exec(line)?.[0];
    if (text !== undefined) position += text.length;
    return text;
  };
  const name = take(namePattern);
  if (name !== undefined) entries.push(["__name__", name]);
  if (take(/\{\s*/y) === undefined) {
    return name === undefined
      ? undefined
      : { labels: Object.fromEntries(entries), rest: line.slice(position) };
  }
  while (take(/\}/y) === undefined) {
    const quoted = take(stringPattern);
    const label = quoted === undefined ? take(namePattern) : stringFromText(quoted);
    if (label === undefined) return undefined;
    if (take(/\s*=\s*/y) === undefined) entries.push(["__name__", label]);
    else entries.push([label, stringFromText(take(stringPattern) ?? "") ?? ""]);
    take(/\s*,?\s*/y);
  }
  return { labels: Object.fromEntries(entries), rest: line.slice(position) };
}

function parseSamples(text: string): readonly ScriptSample[] {
  const words = text.match(/\{\{.*?\}\}(?:[+-]\{\{.*?\}\})?(?:x\d+)?|\S+/g) ?? [];
  return words.flatMap((word) => (word.startsWith("{{") ? parseHistogramWord(word) : parseWord(word)));
}

/** `1`, `_`, `stale`, `_x3`, `1x3` (four samples), `1+2x3` (1, 3, 5, 7). */
function parseWord(word: string): readonly ScriptSample[] {
  const repeated = /^(.+?)x(\d+)$/.exec(word);
  const body = repeated?.[1] ?? word;
  const repeats = Number(repeated?.[2] ?? 0);
  if (body === "_") return Array.from({ length: repeated === null ? 1 : repeats }, () => "gap");
  if (body === "stale") return Array.from({ length: repeats + 1 }, () => "stale");
  const series = /^(.*[^eE+-])([+-])(\d.*|\..*)$/.exec(body);
  const [start, increment] =
    repeated === null || series === null
      ? [readNumber(body), 0]
      : [readNumber(series[1] ?? ""), readNumber(`${series[2] ?? ""}${series[3] ?? ""}`)];
  const samples: number[] = [];
  for (let value = start; samples.length <= repeats; value += increment) samples.push(value);
  return samples;
}

function readNumber(text: string): number {
  const value = /^[+-]?0\d/.test(text) ? Number(text) : numberFromText(text);
  if (value === undefined) throw new Error(`PROMQLTEST_NUMBER: ${JSON.stringify(text)} is not a number`);
  return value;
}
