/** `</` and `>/` trim native histograms: they keep the observations below or above a value. */
export type TrimOperator = "</" | ">/";
type ArithmeticOperator = "+" | "-" | "*" | "/" | "%" | "^" | "atan2";
export type ComparisonOperator = "==" | "!=" | ">" | "<" | ">=" | "<=";
export type SetOperator = "and" | "or" | "unless";
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator | TrimOperator;

type OperatorClass = "arithmetic" | "comparison" | "set" | "trim";

const operatorClasses: Readonly<Record<BinaryOperator, OperatorClass>> = {
  "+": "arithmetic",
  "-": "arithmetic",
  "*": "arithmetic",
  "/": "arithmetic",
  "%": "arithmetic",
  "^": "arithmetic",
  atan2: "arithmetic",
  "==": "comparison",
  "!=": "comparison",
  ">": "comparison",
  "<": "comparison",
  ">=": "comparison",
  "<=": "comparison",
  and: "set",
  or: "set",
  unless: "set",
  "</": "trim",
  ">/": "trim",
};

export const binaryOperators: readonly string[] = Object.keys(operatorClasses);

export function isBinaryOperator(text: string): text is BinaryOperator {
  return Object.hasOwn(operatorClasses, text);
}

export function isComparison(operator: BinaryOperator): operator is ComparisonOperator {
  return operatorClasses[operator] === "comparison";
}

export function isSetOperator(operator: BinaryOperator): operator is SetOperator {
  return operatorClasses[operator] === "set";
}

/** Whether the result is another quantity than the operands, so that the metric's name no longer fits. */
export function changesQuantity(operator: BinaryOperator): boolean {
  return operatorClasses[operator] === "arithmetic";
}

const precedences: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  "==": 3,
  "!=": 3,
  ">": 3,
  "<": 3,
  ">=": 3,
  "<=": 3,
  "</": 3,
  ">/": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "%": 5,
  atan2: 5,
  "^": 6,
};

/** Whether of `a left b operator c` the right half belongs together. Only `^` groups from the right. */
export function bindsTighter(operator: BinaryOperator, left: BinaryOperator): boolean {
  return precedences[operator] > precedences[left] || (operator === "^" && left === "^");
}
