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

/** When to load: another `question` abandons the load that runs; another `tick` lets it finish first, however slow it is. */
export interface LoadTime {
  readonly question: string;
  readonly tick: number;
}

/** For what does not change with time. */
export const loadOnce: LoadTime = { question: "", tick: 0 };

/**
 * Loads again whenever the time asks for it and keeps the old value meanwhile; another `key` is another thing and starts
 * empty. An undefined `load` waits.
 */
export function useResource<T>(
  key: string,
  time: LoadTime,
  load: ((signal: AbortSignal) => Promise<Outcome<T>>) | undefined,
): Resource<T> {
  const [held, setHeld] = useState<Held<T>>(() => nothing(key));
  const [attempt, setAttempt] = useState(0);
  const latest = useRef({ load, tick: time.tick });
  latest.current = { load, tick: time.tick };
  const running = useRef<AbortController | undefined>(undefined);
  const startedTick = useRef<number | undefined>(undefined);
  const ready = load !== undefined;

  const start = useCallback(() => {
    const run = latest.current.load;
    if (run === undefined) return;
    const abort = new AbortController();
    running.current = abort;
    startedTick.current = latest.current.tick;
    setHeld((before) => (before.key === key ? { ...before, loading: true } : nothing(key)));
    void run(abort.signal).then((outcome) => {
      if (abort.signal.aborted) return;
      running.current = undefined;
      setHeld((before) => ({
        key,
        value: outcome.ok ? outcome.value : before.key === key ? before.value : undefined,
        failure: outcome.ok ? undefined : outcome.failure,
        loading: false,
        loadedAtMillis: outcome.ok ? Date.now() : before.key === key ? before.loadedAtMillis : undefined,
      }));
      if (startedTick.current !== latest.current.tick) start();
    });
  }, [key]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: question and attempt are what asks for another load
  useEffect(() => {
    if (!ready) return;
    start();
    return () => {
      running.current?.abort();
      running.current = undefined;
    };
  }, [start, time.question, attempt, ready]);

  useEffect(() => {
    if (ready && running.current === undefined && startedTick.current !== time.tick) start();
  }, [start, time.tick, ready]);

  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  const current = held.key === key ? held : nothing<T>(key);
  return { ...current, retry };
}
