import { functionNamed } from "../functions/function-table.ts";
import { emptyLabels } from "../label-set.ts";
import { compileMatcher } from "../matcher.ts";
import { parseFailure } from "../parse-failure.ts";
import { quoted } from "../quote.ts";
import type { LabelMatcher } from "../series-source.ts";
import type { AggregateExpression } from "../syntax/aggregate-expression.ts";
import type { BinaryExpression } from "../syntax/binary-expression.ts";
import { isComparison, isSetOperator } from "../syntax/binary-operator.ts";
import type { CallExpression } from "../syntax/call-expression.ts";
import { type Expression, type ExpressionVisitor, visitExpression } from "../syntax/expression.ts";
import type { Position } from "../syntax/position.ts";
import { documentedType, type ValueType } from "../syntax/value-type.ts";

/** The expression's type; throws a `bad_data` failure at the first expression that does not fit its place. */
export function checkTypes(expression: Expression): ValueType {
  return visitExpression(expression, checkers, undefined);
}

const checkers: ExpressionVisitor<ValueType, undefined> = {
  aggregate: checkAggregate,
  binary: checkBinary,
  call: checkCall,
  "matrix-selector": (node) => {
    checkTypes(node.selector);
    return "matrix";
  },
  "number-literal": () => "scalar",
  paren: (node) => checkTypes(node.expression),
  "string-literal": () => "string",
  subquery: (node) => {
    const type = checkTypes(node.expression);
    if (type !== "vector") {
      const problem = `subquery is only allowed on instant vector, got ${type} instead`;
      throw parseFailure(node.position, problem);
    }
    return "matrix";
  },
  unary: (node) => {
    const type = checkTypes(node.operand);
    if (type !== "scalar" && type !== "vector") {
      throw parseFailure(
        node.position,
        `unary expression only allowed on expressions of type scalar or instant vector, got ${quoted(documentedType(type))}`,
      );
    }
    return type;
  },
  "vector-selector": (node) => {
    if (!node.matchers.some(requiresValue)) {
      throw parseFailure(node.position, "vector selector must contain at least one non-empty matcher");
    }
    return "vector";
  },
};

/** Whether the matcher refuses the empty value; one such matcher keeps a selector from meaning every series. */
function requiresValue(matcher: LabelMatcher): boolean {
  const compiled = compileMatcher(matcher);
  return compiled.ok && !compiled.matches(emptyLabels);
}

function expectType(expression: Expression, wanted: ValueType, context: string): void {
  const got = checkTypes(expression);
  if (got === wanted) return;
  throw parseFailure(
    expression.position,
    `expected type ${documentedType(wanted)} in ${context}, got ${documentedType(got)}`,
  );
}

function checkAggregate(node: AggregateExpression): ValueType {
  expectType(node.expression, "vector", "aggregation expression");
  if (node.parameter !== undefined) {
    expectType(
      node.parameter,
      node.operator === "count_values" ? "string" : "scalar",
      "aggregation parameter",
    );
  }
  return "vector";
}

function checkCall(node: CallExpression): ValueType {
  const definition = functionNamed(node.functionName);
  const name = quoted(node.functionName);
  if (definition === undefined) throw parseFailure(node.position, `unknown function with name ${name}`);
  const { argumentTypes, optionalArguments, repeatsLastArgument } = definition;
  const most = repeatsLastArgument ? Number.POSITIVE_INFINITY : argumentTypes.length;
  const least = argumentTypes.length - optionalArguments;
  const count = node.arguments.length;
  if (least === most && count !== least) {
    throw parseFailure(node.position, `expected ${least} argument(s) in call to ${name}, got ${count}`);
  }
  if (count < least) {
    throw parseFailure(
      node.position,
      `expected at least ${least} argument(s) in call to ${name}, got ${count}`,
    );
  }
  if (count > most) {
    throw parseFailure(
      node.position,
      `expected at most ${most} argument(s) in call to ${name}, got ${count}`,
    );
  }
  if (node.functionName === "info") return checkInfo(node);
  for (const [index, argument] of node.arguments.entries()) {
    const wanted = argumentTypes[Math.min(index, argumentTypes.length - 1)];
    if (wanted !== undefined) expectType(argument, wanted, `call to function ${name}`);
  }
  return definition.returnType;
}

/** The second argument of `info` is written as a selector but only names labels. */
function checkInfo(node: CallExpression): ValueType {
  const [first, second] = node.arguments;
  if (first !== undefined) expectType(first, "vector", 'call to function "info"');
  if (second === undefined) return "vector";
  if (second.kind !== "vector-selector") {
    throw parseFailure(second.position, "expected label selectors only");
  }
  if (second.metricName !== undefined) {
    throw parseFailure(second.position, "expected label selectors only, got vector selector instead");
  }
  return "vector";
}

function checkBinary(node: BinaryExpression): ValueType {
  const left = checkTypes(node.left);
  const right = checkTypes(node.right);
  const { operator, matching, operatorPosition, position } = node;
  const fail = (problem: string, place: Position = position): never => {
    throw parseFailure(place, problem);
  };
  if (node.returnsBool && !isComparison(operator))
    fail("bool modifier can only be used on comparison operators", operatorPosition);
  if (isComparison(operator) && !node.returnsBool && left === "scalar" && right === "scalar") {
    fail("comparisons between scalars must use BOOL modifier", operatorPosition);
  }
  for (const [type, side] of [
    [left, node.left],
    [right, node.right],
  ] as const) {
    if (type !== "scalar" && type !== "vector") {
      throw parseFailure(
        side.position,
        "binary expression must contain only scalar and instant vector types",
      );
    }
  }
  if (matching.on) {
    const shared = matching.include.find((label) => matching.labels.includes(label));
    if (shared !== undefined)
      fail(`label ${quoted(shared)} must not occur in ON and GROUP clause at once`, operatorPosition);
  }
  const hasScalar = left !== "vector" || right !== "vector";
  if (hasScalar && node.hasExplicitMatching) fail("vector matching only allowed between instant vectors");
  if (isSetOperator(operator)) {
    if (hasScalar) fail(`set operator ${quoted(operator)} not allowed in binary scalar expression`);
    if (matching.fillLeft !== undefined || matching.fillRight !== undefined) {
      fail("filling in missing series not allowed for set operators");
    }
    if (matching.cardinality !== "many-to-many")
      fail(`no grouping allowed for ${quoted(operator)} operation`);
  }
  return hasScalar && left === right ? "scalar" : "vector";
}
