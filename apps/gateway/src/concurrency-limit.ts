import { ApiError } from "./errors/api-error.ts";

/** Runs work, in order, a few at a time. */
export type ConcurrencyLimit = <T>(work: () => Promise<T>) => Promise<T>;

/** What finds `waitingLimit` others waiting is refused at once: ApiError OVERLOADED. */
export function concurrencyLimit(limits: {
  readonly runningLimit: number;
  readonly waitingLimit: number;
}): ConcurrencyLimit {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running < limits.runningLimit) running += 1;
    else if (waiting.length < limits.waitingLimit)
      // Whoever finishes hands its place over: `running` stays as it is.
      await new Promise<void>((resolve) => waiting.push(resolve));
    else throw new ApiError("OVERLOADED");
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
