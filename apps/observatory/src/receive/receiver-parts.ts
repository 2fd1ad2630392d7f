import type { ObservatoryMetrics } from "../own/observatory-metrics.ts";
import type { Doors } from "../redact/redacted-store.ts";

export interface ReceiverParts {
  readonly doors: Doors;
  readonly metrics: ObservatoryMetrics;
  readonly onFailure: (error: unknown) => void;
}
