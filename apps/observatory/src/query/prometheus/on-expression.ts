import type { Expression } from "@voiceassist/promql";
import { type Answer, success } from "./envelope.ts";
import { invalid } from "./parameters.ts";
import type { ParseQuery } from "./parse-query.ts";

/** Answers what `show` makes of the parameter `query`, once parsed. */
export function onExpression(
  parameters: URLSearchParams,
  parse: ParseQuery,
  show: (expression: Expression) => unknown,
): Answer {
  const parsed = parse(parameters.get("query") ?? "");
  return parsed.ok ? success(show(parsed.expression)) : invalid("query", parsed.error.message).answer;
}
