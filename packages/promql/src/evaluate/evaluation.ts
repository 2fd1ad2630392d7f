import { QueryFailure } from "../query-error.ts";
import type { Series } from "../series-source.ts";
import type { VectorSelector } from "../syntax/vector-selector.ts";
import type { Annotations } from "./annotations.ts";
import type { EvaluationOptions } from "./evaluation-options.ts";

/** What every node of one running query shares. */
export interface Evaluation {
  readonly options: EvaluationOptions;
  readonly queryStartMillis: number;
  readonly queryEndMillis: number;
  /** 0 for an instant query. */
  readonly queryStepMillis: number;
  readonly selected: ReadonlyMap<VectorSelector, readonly Series[]>;
  readonly annotations: Annotations;
  readonly budget: SampleBudget;
}

/** Samples that the query may still load or make. */
interface SampleBudget {
  remainingSamples: number;
}

/** Counts samples against the query's limit. */
export function spend(evaluation: Pick<Evaluation, "budget" | "options">, samples: number): void {
  evaluation.budget.remainingSamples -= samples;
  if (evaluation.budget.remainingSamples >= 0) return;
  throw new QueryFailure(
    "execution",
    `query processing would load too many samples into memory in query execution: more than ${evaluation.options.maxSamples}`,
    undefined,
  );
}

export function stopIfCancelled(evaluation: Pick<Evaluation, "options">): void {
  if (evaluation.options.isCancelled()) {
    throw new QueryFailure("canceled", "query was canceled in query execution", undefined);
  }
}
