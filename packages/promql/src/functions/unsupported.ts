import { defineFunction, type FunctionDefinition } from "./function-definition.ts";

const unsupported = { kind: "unsupported" } as const;

/** Functions of native histograms, and of metadata: parsed and checked, refused at evaluation. */
export const unsupportedFunctions: readonly FunctionDefinition[] = [
  defineFunction("histogram_avg", ["vector"], unsupported),
  defineFunction("histogram_count", ["vector"], unsupported),
  defineFunction("histogram_stddev", ["vector"], unsupported),
  defineFunction("histogram_stdvar", ["vector"], unsupported),
  defineFunction("histogram_sum", ["vector"], unsupported),
  defineFunction("info", ["vector", "vector"], unsupported, { optionalArguments: 1 }),
  defineFunction("start_timestamp", ["vector"], unsupported),
];
