import { useCallback, useEffect, useRef, useState } from "react";
import type { Outcome, RequestFailure } from "./request.ts";

/** What a view knows of something it loads. A failed refresh keeps the value it had and says so. */
export interface Resource<T> {
  readonly value: T | undefined;
  /** Set when the last attempt failed; with a `value`, that value is stale. */
  readonly failure: RequestFailure | undefined;
  readonly loading: boolean;
  /** Epoch milliseconds of the last success. */
  readonly loadedAtMillis: number | undefined;
  readonly retry: () => void;
}

interface Held<T> {
  readonly key: string;
  readonly value: T | undefined;
  readonly failure: RequestFailure | undefined;
  readonly loading: boolean;
  readonly loadedAtMillis: number | undefined;
}

function nothing<T>(key: string): Held<T> {
  return { key, value: undefined, failure: undefined, loading: true, loadedAtMillis: undefined };
}

/**
 * Loads again whenever `version` changes and keeps the old value meanwhile; another `key` is another thing and starts
 * empty. An undefined `load` waits.
 */
export function useResource<T>(
  key: string,
  version: string | number,
  load: ((signal: AbortSignal) => Promise<Outcome<T>>) | undefined,
): Resource<T> {
  const [held, setHeld] = useState<Held<T>>(() => nothing(key));
  const [attempt, setAttempt] = useState(0);
  const latestLoad = useRef(load);
  latestLoad.current = load;
  const ready = load !== undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: version and attempt are what asks for another load
  useEffect(() => {
    const run = latestLoad.current;
    if (!ready || run === undefined) return;
    const abort = new AbortController();
    setHeld((before) => (before.key === key ? { ...before, loading: true } : nothing(key)));
    void run(abort.signal).then((outcome) => {
      if (abort.signal.aborted) return;
      setHeld((before) => ({
        key,
        value: outcome.ok ? outcome.value : before.key === key ? before.value : undefined,
        failure: outcome.ok ? undefined : outcome.failure,
        loading: false,
        loadedAtMillis: outcome.ok ? Date.now() : before.key === key ? before.loadedAtMillis : undefined,
      }));
    });
    return () => abort.abort();
  }, [key, version, attempt, ready]);

  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  const current = held.key === key ? held : nothing<T>(key);
  return { ...current, retry };
}
