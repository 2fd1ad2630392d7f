import { StoreError } from "@voiceassist/storage";
import { failureFields, type OwnLog } from "./own-log.ts";

const quietMillis = 10_000;

/** Logs failures, at most one line in ten seconds for each kind; the line says how many it stands for. */
export function createFailureLog(log: OwnLog, nowMillis: () => number): (error: unknown) => void {
  const kinds = new Map<string, { untilMillis: number; unsaid: number }>();
  return (error) => {
    const kind = error instanceof StoreError ? error.code : error instanceof Error ? error.name : "unknown";
    const state = kinds.get(kind) ?? { untilMillis: 0, unsaid: 0 };
    kinds.set(kind, state);
    if (nowMillis() < state.untilMillis) {
      state.unsaid += 1;
      return;
    }
    log.error({ ...failureFields(error), unsaid: state.unsaid }, "a request failed");
    state.untilMillis = nowMillis() + quietMillis;
    state.unsaid = 0;
  };
}
