import { variance } from "@voiceassist/histogram";
import {
  defineFunction,
  type FunctionDefinition,
  type FunctionImplementation,
} from "./function-definition.ts";

type OfHistograms = Extract<FunctionImplementation, { readonly kind: "of-histograms" }>;

function ofHistograms(name: string, apply: OfHistograms["apply"]): FunctionDefinition {
  return defineFunction(name, ["vector"], { kind: "of-histograms", apply });
}

export const nativeHistogramFunctions: readonly FunctionDefinition[] = [
  ofHistograms("histogram_avg", ({ sum, count }) => sum / count),
  ofHistograms("histogram_count", ({ count }) => count),
  ofHistograms("histogram_stddev", (histogram) => Math.sqrt(variance(histogram))),
  ofHistograms("histogram_stdvar", variance),
  ofHistograms("histogram_sum", ({ sum }) => sum),
];
