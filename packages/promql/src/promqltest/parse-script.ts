import { durationSeconds } from "../parse/duration-text.ts";
import { numberFromText } from "../parse/number-text.ts";
import { stringFromText } from "../parse/string-text.ts";
import { parseSeriesLine } from "./series-notation.ts";
import type {
  AnnotationExpectation,
  EvalCommand,
  Expectations,
  ExpectedResult,
  LoadCommand,
  ScriptCommand,
  ScriptSeries,
  TextMatch,
} from "./test-script.ts";

/** Parses Prometheus's promqltest language. A comment ends a block, as an empty line does. */
export function parseScript(text: string): readonly ScriptCommand[] {
  const lines = text.split("\n").map((line) => (line.trim().startsWith("#") ? "" : line.trim()));
  const commands: ScriptCommand[] = [];
  for (let index = 0; index < lines.length; index++) {
    const head = lines[index] ?? "";
    if (head === "") continue;
    const block: string[] = [];
    const isBlock = /^(load|eval)/.test(head);
    for (let next = lines[index + 1]; isBlock && next !== undefined && next !== ""; next = lines[index + 1]) {
      block.push(next);
      index++;
    }
    commands.push(parseCommand(head, block, index + 1 - block.length));
  }
  return commands;
}

function parseCommand(head: string, block: readonly string[], line: number): ScriptCommand {
  if (head === "clear") return { kind: "clear" };
  const load = /^load(_with_nhcb)?\s+(\S+)$/.exec(head);
  if (load !== null) return parseLoad(load[2] ?? "", block, load[1] !== undefined);
  return parseEval(head, block, line);
}

function parseLoad(step: string, block: readonly string[], addsCustomBuckets: boolean): LoadCommand {
  const series: ScriptSeries[] = [];
  let starts: ScriptSeries["starts"];
  for (const line of block) {
    const startLine = /^\S*@st\s+(.*)$/.exec(line);
    if (startLine !== null) {
      starts = parseStarts(startLine[1] ?? "");
      continue;
    }
    const parsed = parseSeriesLine(line);
    if (parsed !== undefined) series.push(starts === undefined ? parsed : { ...parsed, starts });
    starts = undefined;
  }
  return { kind: "load", stepMillis: millis(step), series, addsCustomBuckets };
}

/** `_`, `_x3`, `-1m`, `-1mx3` (four), `-1m-30sx3`. */
function parseStarts(text: string): readonly (number | "gap")[] {
  return text.split(/\s+/).flatMap((word): (number | "gap")[] => {
    const gaps = /^_(?:x(\d+))?$/.exec(word);
    if (gaps !== null) return Array.from({ length: Number(gaps[1] ?? 1) }, () => "gap");
    const match = /^([+-]?\d+[a-z]*?)(?:([+-])(\d+[a-z]*?))?(?:x(\d+))?$/.exec(word);
    if (match === null) throw new Error(`PROMQLTEST_START: ${JSON.stringify(word)} is no start timestamp`);
    const [, start = "0", sign = "+", step = "0", repeats = "0"] = match;
    const increment = (sign === "-" ? -1 : 1) * millis(step);
    return Array.from(
      { length: Number(repeats) + 1 },
      (_, index) => millis(start.replace("+", "")) + index * increment,
    );
  });
}

const evalPattern =
  /^eval(?:_(fail|warn|info|ordered))?\s+(?:instant\s+at\s+(\S+)|range\s+from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+))\s+(.+)$/;

function parseEval(head: string, block: readonly string[], line: number): EvalCommand {
  const match = evalPattern.exec(head);
  if (match === null) throw new Error(`PROMQLTEST_COMMAND: line ${line} is no command: ${head}`);
  const [, mode, instant, start = "", end = "", step = "", query = ""] = match;
  const directives = block.filter((text) => /^expect(ed_fail)?[\s_]/.test(text));
  const results = block.filter((text) => !directives.includes(text));
  return {
    kind: "eval",
    line,
    query,
    time:
      instant === undefined
        ? { kind: "range", startMillis: millis(start), endMillis: millis(end), stepMillis: millis(step) }
        : { kind: "instant", timeMillis: millis(instant) },
    expectations: parseExpectations(mode, directives),
    result: parseResult(results),
  };
}

function parseExpectations(mode: string | undefined, directives: readonly string[]): Expectations {
  const failure = directives.find((text) => /^expect(\s+fail|ed_fail_)/.test(text));
  const text = directives
    .map((one) => /^expect\s+string\s+(.*)$/.exec(one)?.[1])
    .find((one) => one !== undefined);
  const range = directives
    .map((one) => /^expect range vector from (\S+) to (\S+) step (\S+)$/.exec(one))
    .find((one) => one !== null);
  return {
    fails: mode === "fail" || failure !== undefined,
    failMessage: failure === undefined ? undefined : parseMatch(failure),
    ordered: mode === "ordered" || directives.includes("expect ordered"),
    warnings: parseAnnotations("warn", mode, directives),
    infos: parseAnnotations("info", mode, directives),
    text: text === undefined ? undefined : stringFromText(text),
    rangeVector:
      range === undefined || range === null
        ? undefined
        : {
            startMillis: millis(range[1] ?? ""),
            endMillis: millis(range[2] ?? ""),
            stepMillis: millis(range[3] ?? ""),
          },
  };
}

function parseMatch(directive: string): TextMatch | undefined {
  const match = /(msg|regex|message|regexp):?\s*(.*)$/.exec(directive);
  if (match === null || !/(msg|regex):|expected_fail_/.test(directive)) return undefined;
  const kind = match[1]?.startsWith("regex") === true ? "regex" : "text";
  return { kind, value: match[2]?.trim() ?? "" };
}

function parseAnnotations(
  word: "warn" | "info",
  mode: string | undefined,
  directives: readonly string[],
): AnnotationExpectation {
  if (directives.includes(`expect no_${word}`)) return { kind: "none" };
  const wanted = directives.filter((text) => new RegExp(`^expect\\s+${word}\\b`).test(text));
  if (wanted.length === 0 && mode !== word) return { kind: "any" };
  return { kind: "some", matches: wanted.map(parseMatch).filter((match) => match !== undefined) };
}

function parseResult(lines: readonly string[]): ExpectedResult {
  const [first] = lines;
  const value = first === undefined || lines.length > 1 ? undefined : numberFromText(first);
  if (value !== undefined) return { kind: "number", value };
  return {
    kind: "series",
    series: lines.map(parseSeriesLine).filter((series) => series !== undefined),
  };
}

function millis(text: string): number {
  const sign = text.startsWith("-") ? -1 : 1;
  const unsigned = text.replace(/^-/, "");
  const seconds = durationSeconds(unsigned) ?? Number(unsigned);
  if (Number.isNaN(seconds))
    throw new Error(`PROMQLTEST_DURATION: ${JSON.stringify(text)} is not a duration`);
  return Math.round(sign * seconds * 1000);
}
