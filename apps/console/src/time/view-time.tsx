import {
  createContext,
  type ReactElement,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import { useSearchParams } from "wouter";
import type { LoadTime } from "../http/resource.ts";
import {
  defaultRange,
  defaultRefresh,
  type RangeName,
  type RefreshName,
  rangeOf,
  rangeSeconds,
  refreshMillis,
  refreshOf,
  type TimeRange,
} from "./time-range.ts";

/** The time range and refresh that all views share; the page's address holds both. */
export interface ViewTime {
  readonly range: RangeName;
  readonly refresh: RefreshName;
  /** When everything that is loaded by time is to be loaded. */
  readonly loadTime: LoadTime;
  readonly window: TimeRange;
  readonly setRange: (range: RangeName) => void;
  readonly setRefresh: (refresh: RefreshName) => void;
  readonly refreshNow: () => void;
}

const ViewTimeContext = createContext<ViewTime | undefined>(undefined);

export function useViewTime(): ViewTime {
  const time = useContext(ViewTimeContext);
  if (time === undefined) throw new Error("useViewTime needs a ViewTimeProvider above it");
  return time;
}

export function ViewTimeProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [params, setParams] = useSearchParams();
  const range = rangeOf(params.get("range"));
  const refresh = refreshOf(params.get("refresh"));
  const [nowMillis, setNowMillis] = useState(() => Date.now());

  const refreshNow = useCallback(() => setNowMillis(Date.now()), []);
  const put = useCallback(
    (name: string, value: string, usual: string) => {
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          if (value === usual) next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      );
      setNowMillis(Date.now());
    },
    [setParams],
  );

  useEffect(() => {
    const everyMillis = refreshMillis[refresh];
    if (everyMillis === 0) return;
    const tick = () => {
      if (!document.hidden) setNowMillis(Date.now());
    };
    const timer = setInterval(tick, everyMillis);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [refresh]);

  const time = useMemo<ViewTime>(() => {
    const toSeconds = Math.floor(nowMillis / 1000);
    return {
      range,
      refresh,
      loadTime: { question: range, tick: nowMillis },
      window: { fromSeconds: toSeconds - rangeSeconds[range], toSeconds },
      setRange: (name) => put("range", name, defaultRange),
      setRefresh: (name) => put("refresh", name, defaultRefresh),
      refreshNow,
    };
  }, [range, refresh, nowMillis, put, refreshNow]);

  return <ViewTimeContext value={time}>{children}</ViewTimeContext>;
}
