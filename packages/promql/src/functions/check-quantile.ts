import { warn } from "../evaluate/annotations.ts";
import { goNumber } from "../evaluate/go-format.ts";
import type { FunctionCall } from "./function-definition.ts";

/** Warns of a quantile outside 0 to 1, where the answer is an infinity or NaN. */
export function checkQuantile({ evaluation, node, values }: FunctionCall, argument: number): void {
  const value = values[argument];
  if (value?.type !== "scalar") return;
  for (const quantile of value.values) {
    if (quantile >= 0 && quantile <= 1) continue;
    const text = `quantile value should be between 0 and 1, got ${goNumber(quantile)}`;
    warn(evaluation.annotations, text, node.arguments[argument]?.position ?? node.position);
  }
}
