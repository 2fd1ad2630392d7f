import { quantileOf } from "../evaluate/quantile.ts";
import { checkQuantile } from "./check-quantile.ts";
import { defineFunction, type FunctionDefinition } from "./function-definition.ts";
import { ofNumbers } from "./mixed-window.ts";

export const quantileOverTime: FunctionDefinition = defineFunction(
  "quantile_over_time",
  ["scalar", "matrix"],
  {
    kind: "window",
    keepsName: false,
    modifiers: [],
    apply: ofNumbers(({ values, from, to }, [quantile = Number.NaN]) =>
      quantileOf(quantile, values.subarray(from, to)),
    ),
    checkResult: (_labels, _result, call) => checkQuantile(call, 0),
  },
);
