import type { Counter, Histogram } from "@voiceassist/telemetry";

/** Counts and times `work` under the status `success` or, when it throws, `error`. */
export async function measureOutcome<T>(
  metrics: { readonly count: Counter<"status">; readonly duration: Histogram<"status"> },
  work: () => Promise<T>,
): Promise<T> {
  const startMillis = performance.now();
  const finish = (status: "success" | "error"): void => {
    metrics.count.add({ status });
    metrics.duration.observe({ status }, (performance.now() - startMillis) / 1_000);
  };
  try {
    const result = await work();
    finish("success");
    return result;
  } catch (error) {
    finish("error");
    throw error;
  }
}
