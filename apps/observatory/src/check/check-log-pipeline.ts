import { compileMatcher } from "@voiceassist/promql";
import { isScalar, visit } from "yaml";
import { openConfigFile } from "../config/config-file.ts";
import type { Problem } from "../config/problem.ts";

/** Checks the `replace` stages of `promtail-config.yml`: an expression that cannot be read, or that would replace nothing. */
export function checkPromtail(path: string, text: string, problems: Problem[]): void {
  const file = openConfigFile(path, text, problems);
  if (file.root === null) return;
  let stages = 0;
  visit(file.root, {
    Pair(_index, { key, value }) {
      if (!isScalar(key) || key.value !== "expression" || !isScalar(value)) return;
      stages += 1;
      const problem = expressionProblem(String(value.value));
      if (problem !== undefined) file.report(value, problem);
    },
  });
  if (stages === 0)
    file.report(file.root, "no replace stage: logs would be stored with the PHI that is in them");
}

/** The same for Alloy's `stage.replace` blocks. */
export function checkAlloy(path: string, text: string, problems: Problem[]): void {
  let stages = 0;
  for (const [index, line] of text.split("\n").entries()) {
    const expression = /^\s*expression\s*=\s*`([^`]*)`\s*$/u.exec(line)?.[1];
    if (expression === undefined) continue;
    stages += 1;
    const message = expressionProblem(expression);
    if (message !== undefined)
      problems.push({ file: path, line: index + 1, column: line.indexOf("`") + 1, message });
  }
  if (stages === 0) {
    const message = "no stage.replace: logs would be stored with the PHI that is in them";
    problems.push({ file: path, line: 1, column: 1, message });
  }
}

function expressionProblem(expression: string): string | undefined {
  const compiled = compileMatcher({ name: "line", operator: "=~", value: expression });
  if (!compiled.ok) return `the expression is not RE2: ${compiled.message}`;
  if (!hasCaptureGroup(expression))
    return "the expression has no capture group, so the stage replaces nothing";
  return undefined;
}

function hasCaptureGroup(expression: string): boolean {
  const outsideClasses = expression.replace(/\\./gu, "x").replace(/\[\^?\]?[^\]]*\]/gu, "x");
  return /\((?!\?)|\(\?P?</u.test(outsideClasses);
}
