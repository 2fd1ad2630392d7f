export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%" | "^" | "atan2";
export type ComparisonOperator = "==" | "!=" | ">" | "<" | ">=" | "<=";
export type SetOperator = "and" | "or" | "unless";
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator;

type OperatorClass = "arithmetic" | "comparison" | "set";

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
};

export function isBinaryOperator(text: string): text is BinaryOperator {
  return Object.hasOwn(operatorClasses, text);
}

export function isComparison(operator: BinaryOperator): operator is ComparisonOperator {
  return operatorClasses[operator] === "comparison";
}

export function isSetOperator(operator: BinaryOperator): operator is SetOperator {
  return operatorClasses[operator] === "set";
}
