/** A longer timer of Node fires at once. */
const maxTimerMillis = 86_400_000;

/** Resolves at the time (Unix milliseconds), or when the signal ends the wait. */
export async function waitUntil(timeMillis: number, signal: AbortSignal): Promise<void> {
  // A timer may fire a little early, and the clock may be set back meanwhile.
  for (let restMillis = timeMillis - Date.now(); restMillis > 0; restMillis = timeMillis - Date.now()) {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(restMillis, maxTimerMillis));
      signal.addEventListener("abort", done);
    });
  }
}
