import type { TimeRange } from "@voiceassist/storage";
import type { StoreReader } from "../../redact/redacted-store.ts";
import { type Answer, badData } from "./envelope.ts";
import { invalid, limitParameter, readNarrowSelectors, type Selector, timeParameter } from "./parameters.ts";
import { sortedLabels } from "./sorted-labels.ts";

type Metrics = StoreReader["metrics"];

interface LabelQuery {
  readonly selectors: readonly Selector[];
  readonly range: TimeRange;
  readonly limit: number;
}

/** More than any client shows; a client that sets no limit gets so many and a warning. */
const maxResults = 40_000;

export function labelNames(parameters: URLSearchParams, metrics: Metrics): Promise<Answer> {
  return answered(parameters, badData, ({ selectors, range, limit }) =>
    metrics.labelNames(selectors, range, limit),
  );
}

export async function labelValues(
  name: string,
  parameters: URLSearchParams,
  metrics: Metrics,
): Promise<Answer> {
  if (name === "") return badData('invalid label name: ""');
  return answered(parameters, badData, ({ selectors, range, limit }) =>
    metrics.labelValues(name, selectors, range, limit),
  );
}

export async function series(
  parameters: URLSearchParams,
  metrics: Metrics,
  formProblem: string | undefined,
): Promise<Answer> {
  if (formProblem !== undefined) return badData(`error parsing form values: ${formProblem}`);
  if (!parameters.has("match[]")) return badData("no match[] parameter provided");
  const refuse = (error: string): Answer => invalid("match[]", error).answer;
  return answered(parameters, refuse, async ({ selectors, range, limit }) =>
    (await metrics.series(selectors, range, limit)).map(sortedLabels),
  );
}

async function answered(
  parameters: URLSearchParams,
  refuseSelectors: (error: string) => Answer,
  read: (query: LabelQuery) => Promise<readonly unknown[]>,
): Promise<Answer> {
  const limit = limitParameter(parameters);
  if (!limit.ok) return limit.answer;
  const start = timeParameter(parameters, "start", Number.MIN_SAFE_INTEGER);
  if (!start.ok) return start.answer;
  const end = timeParameter(parameters, "end", Number.MAX_SAFE_INTEGER);
  if (!end.ok) return end.answer;
  const selectors = readNarrowSelectors(parameters);
  if (!selectors.ok) return refuseSelectors(selectors.error);
  const range = { fromMillis: start.value, toMillis: end.value };
  const bound = Math.min(limit.value || maxResults, maxResults);
  // One more than asked for tells whether the limit cut anything.
  const found = await read({ selectors: selectors.value, range, limit: bound + 1 });
  return found.length > bound
    ? { ok: true, data: found.slice(0, bound), warnings: ["results truncated due to limit"] }
    : { ok: true, data: found };
}
