import { defineFunction, type FunctionDefinition } from "./function-definition.ts";

function ofVector(name: string, apply: (value: number) => number): FunctionDefinition {
  return defineFunction(name, ["vector"], { kind: "pointwise", apply });
}

export const mathFunctions: readonly FunctionDefinition[] = [
  ofVector("abs", Math.abs),
  ofVector("acos", Math.acos),
  ofVector("acosh", Math.acosh),
  ofVector("asin", Math.asin),
  ofVector("asinh", Math.asinh),
  ofVector("atan", Math.atan),
  ofVector("atanh", Math.atanh),
  ofVector("ceil", Math.ceil),
  ofVector("cos", Math.cos),
  ofVector("cosh", Math.cosh),
  ofVector("deg", (value) => (value * 180) / Math.PI),
  ofVector("exp", Math.exp),
  ofVector("floor", Math.floor),
  ofVector("ln", Math.log),
  ofVector("log10", Math.log10),
  ofVector("log2", Math.log2),
  ofVector("rad", (value) => (value * Math.PI) / 180),
  ofVector("sgn", (value) => Math.sign(value)),
  ofVector("sin", Math.sin),
  ofVector("sinh", Math.sinh),
  ofVector("sqrt", Math.sqrt),
  ofVector("tan", Math.tan),
  ofVector("tanh", Math.tanh),
  defineFunction(
    "round",
    ["vector", "scalar"],
    { kind: "pointwise", apply: (value, [nearest = 1]) => round(value, nearest) },
    { optionalArguments: 1 },
  ),
];

/** Half goes up. Dividing by the inverse keeps 0.1 and its like exact, as Prometheus does. */
function round(value: number, nearest: number): number {
  const inverse = 1 / nearest;
  return Math.floor(value * inverse + 0.5) / inverse;
}
