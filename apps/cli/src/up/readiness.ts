import { setTimeout as sleep } from "node:timers/promises";

const pollMillis = 100;
const requestTimeoutMillis = 2_000;

/** Waits until every address answers 200. Returns the first that does not within the time, or undefined when all do. */
export async function waitUntilReady(
  urls: readonly string[],
  timeoutMillis: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const deadline = Date.now() + timeoutMillis;
  for (const url of urls) {
    while (!(await answers(url))) {
      if (signal.aborted || Date.now() > deadline) return url;
      await sleep(pollMillis);
    }
  }
  return undefined;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(requestTimeoutMillis) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    // Not listening yet: the caller asks again until its deadline.
    return false;
  }
}
