import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A labelled part of a text: `text.slice(start, end)` is `value`. */
export interface GoldSpan {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly value: string;
}

export interface Sample {
  readonly id: string;
  readonly text: string;
  readonly spans: readonly GoldSpan[];
}

export type CorpusKind = "synthetic" | "clinical" | "logs";

export interface CorpusFile {
  readonly name: string;
  readonly kind: CorpusKind;
  readonly samples: readonly Sample[];
}

/** What a file holds, by how its name starts. */
const prefixes: readonly (readonly [prefix: string, kind: CorpusKind])[] = [
  ["presidio-synth", "synthetic"],
  ["synth", "synthetic"],
  ["clinical", "clinical"],
  ["clean-logs", "logs"],
  ["logs", "logs"],
];

export function corpusKind(fileName: string): CorpusKind | undefined {
  return prefixes.find(([prefix]) => fileName.startsWith(prefix))?.[1];
}

/** JSON lines of `{id, text, spans}`. Throws an error that names the line that is not. */
export function parseSamples(fileName: string, jsonLines: string): readonly Sample[] {
  const samples: Sample[] = [];
  for (const [index, line] of jsonLines.split("\n").entries()) {
    if (line.trim() === "") continue;
    const sample = parseSample(line);
    if (sample === undefined) {
      throw new Error(
        `${fileName}:${index + 1} is not a sample; a line is {"id": "…", "text": "…", "spans": [{"start", "end", "type", "value"}]}.`,
      );
    }
    samples.push(sample);
  }
  return samples;
}

function parseSample(line: string): Sample | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  return isSample(parsed) ? parsed : undefined;
}

function isSample(value: unknown): value is Sample {
  if (typeof value !== "object" || value === null) return false;
  const { text, spans } = value as Partial<Sample>;
  return typeof text === "string" && Array.isArray(spans) && spans.every(isGoldSpan);
}

function isGoldSpan(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { start, end, type, value: text } = value as Partial<GoldSpan>;
  return (
    typeof start === "number" &&
    typeof end === "number" &&
    typeof type === "string" &&
    typeof text === "string"
  );
}

/** Every file of `directory` whose name says what it holds. */
export function readCorpus(directory: string): readonly CorpusFile[] {
  const files: CorpusFile[] = [];
  for (const name of readdirSync(directory).toSorted()) {
    const kind = name.endsWith(".jsonl") ? corpusKind(name) : undefined;
    if (kind === undefined) continue;
    files.push({ name, kind, samples: parseSamples(name, readFileSync(join(directory, name), "utf8")) });
  }
  if (files.length === 0) {
    throw new Error(
      `No corpus in ${directory}: the names of its .jsonl files must start with ${prefixes.map(([prefix]) => prefix).join(", ")}.`,
    );
  }
  return files;
}
