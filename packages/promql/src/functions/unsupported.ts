import { defineFunction, type FunctionDefinition } from "./function-definition.ts";

const unsupported = { kind: "unsupported" } as const;
const scalarResult = { returnType: "scalar" } as const;

/** Functions of native histograms, of metadata and of the query itself: parsed and checked, refused at evaluation. */
export const unsupportedFunctions: readonly FunctionDefinition[] = [
  defineFunction("end", [], unsupported, scalarResult),
  defineFunction("histogram_avg", ["vector"], unsupported),
  defineFunction("histogram_count", ["vector"], unsupported),
  defineFunction("histogram_fraction", ["scalar", "scalar", "vector"], unsupported),
  defineFunction("histogram_quantiles", ["vector", "string", "scalar"], unsupported, {
    repeatsLastArgument: true,
  }),
  defineFunction("histogram_stddev", ["vector"], unsupported),
  defineFunction("histogram_stdvar", ["vector"], unsupported),
  defineFunction("histogram_sum", ["vector"], unsupported),
  defineFunction("info", ["vector", "vector"], unsupported, { optionalArguments: 1 }),
  defineFunction("range", [], unsupported, scalarResult),
  defineFunction("start", [], unsupported, scalarResult),
  defineFunction("start_timestamp", ["vector"], unsupported),
  defineFunction("step", [], unsupported, scalarResult),
];
