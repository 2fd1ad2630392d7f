import { evaluateInstant } from "../evaluate/evaluate-instant.ts";
import { evaluateRange } from "../evaluate/evaluate-range.ts";
import type { EvaluationResult } from "../evaluate/evaluation-result.ts";
import { parsePromql } from "../parse/parse-promql.ts";
import { compareAsRange } from "./compare-as-range.ts";
import { compareResult } from "./compare-result.ts";
import { conformanceOptions } from "./conformance-options.ts";
import { MemorySource } from "./memory-source.ts";
import { parseScript } from "./parse-script.ts";
import { type InstantRun, pinnedQueries } from "./pinned-query.ts";
import type { AnnotationExpectation, EvalCommand, TextMatch } from "./test-script.ts";

export interface EvalOutcome {
  readonly line: number;
  readonly query: string;
  /** Absent: the evaluation passed. */
  readonly problem: string | undefined;
}

/** Runs a script from an empty source and says of each evaluation how it went. */
export async function runScript(text: string): Promise<readonly EvalOutcome[]> {
  let source = new MemorySource();
  const outcomes: EvalOutcome[] = [];
  for (const command of parseScript(text)) {
    switch (command.kind) {
      case "clear":
        source = new MemorySource();
        break;
      case "load":
        source.load(command);
        break;
      case "eval":
        outcomes.push({ line: command.line, query: command.query, problem: await run(command, source) });
    }
  }
  return outcomes;
}

async function run(command: EvalCommand, source: MemorySource): Promise<string | undefined> {
  const parsed = parsePromql(command.query);
  if (!parsed.ok) return judge(command, parsed);
  const { expression } = parsed;
  const { query, time } = command;
  if (time.kind === "range") {
    const { startMillis, endMillis, stepMillis } = time;
    const range = { startMillis, endMillis, stepMillis, ...conformanceOptions };
    return judge(command, await evaluateRange(expression, source, range));
  }
  const { timeMillis } = time;
  const asWritten = { query, expression, timeMillis };
  for (const instant of [asWritten, ...pinnedQueries(expression, timeMillis)]) {
    const problem = await runInstant(command, instant, source);
    if (problem !== undefined) return instant === asWritten ? problem : `${describeRun(instant)}: ${problem}`;
  }
  return undefined;
}

function describeRun({ query, timeMillis }: InstantRun): string {
  return `as ${query} at ${timeMillis / 1000} s`;
}

async function runInstant(
  command: EvalCommand,
  { query, expression, timeMillis }: InstantRun,
  source: MemorySource,
): Promise<string | undefined> {
  const result = await evaluateInstant(expression, source, { timeMillis, ...conformanceOptions });
  const problem = judge(command, result);
  if (problem !== undefined || !result.ok) return problem;
  return await compareAsRange(query, expression, source, timeMillis, result.value);
}

function judge(command: EvalCommand, result: EvaluationResult): string | undefined {
  const { expectations } = command;
  if (!result.ok) {
    if (!expectations.fails || result.error.kind === "not_supported") return result.error.message;
    const { failMessage } = expectations;
    return failMessage === undefined || matchesText(failMessage, result.error.message)
      ? undefined
      : `wrong error: ${result.error.message}`;
  }
  if (expectations.fails) return "should have failed";
  return (
    judgeAnnotations("warning", expectations.warnings, result.warnings) ??
    judgeAnnotations("info", expectations.infos, result.infos) ??
    compareResult(command, result.value)
  );
}

function judgeAnnotations(
  word: string,
  expected: AnnotationExpectation,
  actual: readonly string[],
): string | undefined {
  switch (expected.kind) {
    case "any":
      return undefined;
    case "none":
      return actual.length === 0 ? undefined : `unexpected ${word}: ${actual.join("; ")}`;
    case "some": {
      const missing = expected.matches.find((match) => !actual.some((text) => matchesText(match, text)));
      if (missing !== undefined) return `missing ${word} ${missing.value}, got ${actual.join("; ")}`;
      const { matches } = expected;
      const unwanted = actual.find(
        (text) => matches.length > 0 && !matches.some((match) => matchesText(match, text)),
      );
      if (unwanted !== undefined) return `unexpected ${word}: ${unwanted}`;
      return actual.length > 0 ? undefined : `missing ${word}`;
    }
  }
}

function matchesText(match: TextMatch, text: string): boolean {
  return match.kind === "text" ? text === match.value : new RegExp(match.value).test(text);
}
