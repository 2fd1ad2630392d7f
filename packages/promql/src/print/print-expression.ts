import { formatValue } from "../evaluate/format-value.ts";
import { goNumber } from "../evaluate/go-format.ts";
import { checkTypes } from "../parse/check-types.ts";
import { quoted } from "../quote.ts";
import type { LabelMatcher } from "../series-source.ts";
import type { AggregateExpression } from "../syntax/aggregate-expression.ts";
import type { BinaryExpression } from "../syntax/binary-expression.ts";
import { type Expression, type ExpressionVisitor, visitExpression } from "../syntax/expression.ts";
import type { Subquery } from "../syntax/subquery.ts";
import type { TimeShift } from "../syntax/time-shift.ts";
import type { VectorSelector } from "../syntax/vector-selector.ts";
import { printDuration, printSeconds } from "./print-duration.ts";

/** The expression on one line, as Prometheus prints it. */
export function printExpression(expression: Expression): string {
  const known = printed.get(expression);
  if (known !== undefined) return known;
  const text = visitExpression(expression, printers, undefined);
  printed.set(expression, text);
  return text;
}

/** Laying out prints every expression again for each one around it. */
const printed = new WeakMap<Expression, string>();

const printers: ExpressionVisitor<string, undefined> = {
  aggregate: (node) => {
    const parameter = node.parameter === undefined ? "" : `${printExpression(node.parameter)}, `;
    return `${printAggregation(node)}(${parameter}${printExpression(node.expression)})`;
  },
  binary: (node) => `${printExpression(node.left)} ${printOperator(node)} ${printExpression(node.right)}`,
  call: (node) => `${node.functionName}(${node.arguments.map(printExpression).join(", ")})`,
  "matrix-selector": ({ selector, range }) => {
    const modifier = selector.modifier === undefined ? "" : ` ${selector.modifier}`;
    return `${printSelected(selector)}[${printDuration(range)}]${modifier}${printAt(selector.shift)}${printOffset(selector.shift)}`;
  },
  "number-literal": ({ value, isDuration }) => (isDuration ? printSeconds(value) : formatValue(value)),
  paren: ({ expression }) => `(${printExpression(expression)})`,
  "string-literal": ({ value }) => quoted(value),
  subquery: (node) => `${printExpression(node.expression)}${printSubqueryTimes(node)}`,
  unary: ({ operator, operand }) => `${operator}${printExpression(operand)}`,
  "vector-selector": (node) => {
    const modifier = node.modifier === undefined ? "" : ` ${node.modifier}`;
    return `${printSelected(node)}${printAt(node.shift)}${modifier}${printOffset(node.shift)}`;
  },
};

export function printAggregation({ operator, without, labels }: AggregateExpression): string {
  if (without) return `${operator} without (${printLabels(labels)}) `;
  return labels.length > 0 ? `${operator} by (${printLabels(labels)}) ` : operator;
}

function printLabels(labels: readonly string[]): string {
  return labels.map(printLabelName).join(", ");
}

function printLabelName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : quoted(name);
}

/** The operator with `bool` and what it says about matching, which between scalars means nothing. */
export function printOperator(node: BinaryExpression): string {
  const bool = node.returnsBool ? " bool" : "";
  return `${node.operator}${bool}${matchesVectors(node) ? printMatching(node) : ""}`;
}

export function matchesVectors({ left, right }: BinaryExpression): boolean {
  return checkTypes(left) === "vector" && checkTypes(right) === "vector";
}

function printMatching({ matching }: BinaryExpression): string {
  const { cardinality, include, labels, on, fillLeft, fillRight } = matching;
  const isGrouped = cardinality === "many-to-one" || cardinality === "one-to-many";
  let text = "";
  if (labels.length > 0 || on || isGrouped) text += ` ${on ? "on" : "ignoring"} (${printLabels(labels)})`;
  if (isGrouped) {
    text += ` group_${cardinality === "many-to-one" ? "left" : "right"} (${printLabels(include)})`;
  }
  if (fillLeft !== undefined && fillLeft === fillRight) return `${text} fill (${goNumber(fillLeft)})`;
  if (fillLeft !== undefined) text += ` fill_left (${goNumber(fillLeft)})`;
  if (fillRight !== undefined) text += ` fill_right (${goNumber(fillRight)})`;
  return text;
}

function printSelected({ metricName, matchers }: VectorSelector): string {
  const isName = ({ name, operator, value }: LabelMatcher): boolean =>
    name === "__name__" && operator === "=" && value === metricName && value !== "";
  const others = matchers.filter((matcher) => !isName(matcher)).map(printMatcher);
  return `${metricName ?? ""}${others.length === 0 ? "" : `{${others.sort().join(",")}}`}`;
}

function printMatcher({ name, operator, value }: LabelMatcher): string {
  return `${printLabelName(name)}${operator}${quoted(value)}`;
}

function printAt({ at }: TimeShift): string {
  if (at === undefined) return "";
  return at.kind === "time" ? ` @ ${(at.timeMillis / 1000).toFixed(3)}` : ` @ ${at.kind}()`;
}

function printOffset({ offset }: TimeShift): string {
  if (offset === undefined) return "";
  const text = printDuration(offset);
  return text === "0s" ? "" : ` offset ${text}`;
}

export function printSubqueryTimes({ range, step, shift }: Subquery): string {
  const stepText = step === undefined ? "" : printDuration(step);
  return `[${printDuration(range)}:${stepText}]${printAt(shift)}${printOffset(shift)}`;
}
