import { type Expression, parsePromql } from "@voiceassist/promql";
import { type Answer, success } from "./envelope.ts";
import { invalid } from "./parameters.ts";

/** Answers what `show` makes of the parameter `query`, once parsed. */
export function onExpression(parameters: URLSearchParams, show: (expression: Expression) => unknown): Answer {
  const parsed = parsePromql(parameters.get("query") ?? "");
  return parsed.ok ? success(show(parsed.expression)) : invalid("query", parsed.error.message).answer;
}
