import { compileMatcher } from "../matcher.ts";
import type { LabelMatcher } from "../series-source.ts";
import type { CallExpression } from "../syntax/call-expression.ts";
import type { Expression } from "../syntax/expression.ts";
import { operandsOf } from "../syntax/operands.ts";
import { withoutParens } from "../syntax/paren-expression.ts";
import type { TimeShift } from "../syntax/time-shift.ts";

/** Which info series a call of `info()` asks for. */
export interface InfoSelection {
  /** On the name of the info metric; at least one of them asks for something. */
  readonly nameMatchers: readonly LabelMatcher[];
  /** On the labels that are to be copied; none: all labels are. */
  readonly dataMatchers: readonly LabelMatcher[];
}

const defaultName: LabelMatcher = { name: "__name__", operator: "=", value: "target_info" };
const anyInfoName: LabelMatcher = { name: "__name__", operator: "=~", value: ".+_info" };

export function infoSelection(node: CallExpression): InfoSelection {
  const selector = node.arguments[1] === undefined ? undefined : withoutParens(node.arguments[1]);
  const matchers = selector?.kind === "vector-selector" ? selector.matchers : [];
  const names = matchers.filter(({ name }) => name === "__name__");
  const dataMatchers = matchers.filter(({ name }) => name !== "__name__");
  const asks = names.some(({ operator }) => operator === "=" || operator === "=~");
  if (asks) return { nameMatchers: names, dataMatchers };
  return { nameMatchers: [names.length === 0 ? defaultName : anyInfoName, ...names], dataMatchers };
}

/** Whether all matchers accept a value. A matcher has been compiled before, when the query was parsed. */
export function acceptsAll(matchers: readonly LabelMatcher[], name: string, value: string): boolean {
  return matchers.every((matcher) => {
    const compiled = compileMatcher({ ...matcher, name });
    return compiled.ok && compiled.matches({ [name]: value });
  });
}

/**
 * The shifts that govern when the info series are looked at: those of the first selector of the first argument and of
 * the subqueries around it, from the inside to the one that an `@` anchors.
 */
export function infoShifts(expression: Expression): readonly TimeShift[] {
  const shifts = shiftsOf(expression) ?? [];
  const anchor = shifts.findIndex(({ at }) => at !== undefined);
  return anchor === -1 ? shifts : shifts.slice(0, anchor + 1);
}

/** From the first selector outwards; `undefined` when the expression selects nothing. */
function shiftsOf(expression: Expression): readonly TimeShift[] | undefined {
  if (expression.kind === "vector-selector") return [expression.shift];
  for (const operand of operandsOf(expression)) {
    const shifts = shiftsOf(operand);
    if (shifts !== undefined) return expression.kind === "subquery" ? [...shifts, expression.shift] : shifts;
  }
  return undefined;
}
