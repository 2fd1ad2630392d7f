import { quantileOf } from "../evaluate/quantile.ts";
import { checkQuantile } from "./check-quantile.ts";
import { defineFunction, type FunctionDefinition } from "./function-definition.ts";

export const quantileOverTime: FunctionDefinition = defineFunction(
  "quantile_over_time",
  ["scalar", "matrix"],
  {
    kind: "window",
    keepsName: false,
    apply: ({ values, from, to }, [quantile = Number.NaN]) => quantileOf(quantile, values.subarray(from, to)),
  },
  { checkArguments: (call) => checkQuantile(call, 0) },
);
