import { goNumber } from "../evaluate/go-format.ts";
import type { Window } from "../evaluate/window.ts";
import { QueryFailure } from "../query-error.ts";
import { defineFunction, type FunctionCall, type FunctionDefinition } from "./function-definition.ts";
import { ofNumbers } from "./mixed-window.ts";

export const doubleExponentialSmoothing: FunctionDefinition = defineFunction(
  "double_exponential_smoothing",
  ["matrix", "scalar", "scalar"],
  {
    kind: "window",
    keepsName: false,
    modifiers: [],
    apply: ofNumbers((window, [smoothing = Number.NaN, trend = Number.NaN]) =>
      smooth(window, smoothing, trend),
    ),
  },
  {
    checkArguments: (call) => {
      refuseFactors(call, 1, "smoothing factor. Expected: 0 < sf < 1");
      refuseFactors(call, 2, "trend factor. Expected: 0 < tf < 1");
    },
  },
);

function refuseFactors({ node, values }: FunctionCall, argument: number, rule: string): void {
  const value = values[argument];
  if (value?.type !== "scalar") return;
  const wrong = value.values.find((factor) => !(factor > 0 && factor < 1));
  if (wrong === undefined) return;
  const position = node.arguments[argument]?.position;
  throw new QueryFailure(
    "execution",
    `invalid ${rule}, got: ${Number.isFinite(wrong) ? wrong.toFixed(6) : goNumber(wrong)}`,
    position,
  );
}

/** Holt's linear method: a level and a trend, each smoothed by its own factor. */
function smooth({ values, from, to }: Window, smoothing: number, trendFactor: number): number | undefined {
  if (to - from < 2) return undefined;
  let before = 0;
  let level = values[from] ?? 0;
  let trend = (values[from + 1] ?? 0) - level;
  for (let index = from + 1; index < to; index++) {
    if (index > from + 1) trend = trendFactor * (level - before) + (1 - trendFactor) * trend;
    before = level;
    level = smoothing * (values[index] ?? 0) + (1 - smoothing) * (level + trend);
  }
  return level;
}
