import type { EvaluationOptions } from "../evaluate/evaluation-options.ts";

/** With what Prometheus runs its conformance scripts. */
export const conformanceOptions: Partial<EvaluationOptions> = {
  delaysNameRemoval: true,
  usesStartTimestamps: true,
};
