import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { RequestFailure } from "../http/request.ts";
import { type Resource, useResource } from "../http/resource.ts";
import type { LogLine } from "../loki/log-line.ts";
import { queryLogs } from "../loki/loki-api.ts";
import { mergeLines, mostLines } from "../loki/merge-lines.ts";
import { rangeSeconds, type TimeRange } from "../time/time-range.ts";
import { useViewTime } from "../time/view-time.tsx";

const pageLines = 500;
const livePollMillis = 2_000;
/** Live polls ask again for this much, because lines of several streams do not arrive in the order of their times. */
const overlapNanos = 10_000_000_000n;
const nanosASecond = 1_000_000_000n;

export interface LogFeed {
  readonly lines: readonly LogLine[];
  readonly window: TimeRange;
  readonly page: Resource<readonly LogLine[]>;
  /** The last live poll's failure; the lines stay. */
  readonly liveFailure: RequestFailure | undefined;
  /** Older lines may exist in the range than those that are held. */
  readonly hasOlder: boolean;
  readonly loadingOlder: boolean;
  readonly loadOlder: () => void;
}

interface Extra {
  readonly of: readonly LogLine[] | undefined;
  readonly lines: readonly LogLine[];
  readonly reachedStart: boolean;
}

/**
 * The newest lines of the range; older ones by the page; in live mode also each new line, asked for every two seconds
 * from shortly before the newest that is held.
 */
export function useLogFeed(query: string, live: boolean): LogFeed {
  const { range, loadTime, window: viewed } = useViewTime();
  const [liveNowSeconds, setLiveNowSeconds] = useState(viewed.toSeconds);
  const [liveFailure, setLiveFailure] = useState<RequestFailure>();
  const [loadingOlder, setLoadingOlder] = useState(false);
  const [extra, setExtra] = useState<Extra>({ of: undefined, lines: [], reachedStart: false });

  const page = useResource(query, live ? { question: `live ${range}`, tick: 0 } : loadTime, (signal) => {
    const endSeconds = Math.floor(Date.now() / 1_000) + 1;
    return queryLogs(
      {
        query,
        startUnixNano: BigInt(endSeconds - rangeSeconds[range]) * nanosASecond,
        endUnixNano: BigInt(endSeconds) * nanosASecond,
        direction: "backward",
        limit: pageLines,
      },
      signal,
    );
  });

  const first = page.value;
  const own = extra.of === first ? extra : undefined;
  const lines = useMemo(() => mergeLines(first ?? [], own?.lines ?? []), [first, own]);
  const latestLines = useRef(lines);
  latestLines.current = lines;

  const add = useCallback(
    (arrived: readonly LogLine[], of: readonly LogLine[] | undefined, reachedStart: boolean) => {
      setExtra((before) => {
        const held = before.of === of ? before : { of, lines: [], reachedStart: false };
        return {
          of,
          lines: mergeLines(held.lines, arrived),
          reachedStart: held.reachedStart || reachedStart,
        };
      });
    },
    [],
  );

  useEffect(() => {
    setLiveFailure(undefined);
    if (!live || first === undefined) return;
    const abort = new AbortController();
    const beganNanos = BigInt(Math.floor(Date.now() / 1_000)) * nanosASecond;
    const poll = async (): Promise<void> => {
      if (!document.hidden) {
        const newest = latestLines.current[0]?.unixNano ?? beganNanos;
        const nowSeconds = Math.floor(Date.now() / 1_000) + 1;
        const request = {
          query,
          startUnixNano: newest - overlapNanos,
          endUnixNano: BigInt(nowSeconds) * nanosASecond,
          direction: "forward",
          limit: mostLines,
        } as const;
        const outcome = await queryLogs(request, abort.signal);
        if (abort.signal.aborted) return;
        setLiveNowSeconds(nowSeconds);
        setLiveFailure(outcome.ok ? undefined : outcome.failure);
        if (outcome.ok) add(outcome.value, first, false);
      }
      timer = setTimeout(() => void poll(), livePollMillis);
    };
    let timer = setTimeout(() => void poll(), livePollMillis);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [live, query, first, add]);

  const toSeconds = live ? Math.max(liveNowSeconds, viewed.toSeconds) : viewed.toSeconds;
  const window = useMemo(
    () => ({ fromSeconds: toSeconds - rangeSeconds[range], toSeconds }),
    [toSeconds, range],
  );

  const loadOlder = useCallback(() => {
    const oldest = latestLines.current.at(-1);
    if (oldest === undefined) return;
    setLoadingOlder(true);
    const request = {
      query,
      startUnixNano: BigInt(window.fromSeconds) * nanosASecond,
      endUnixNano: oldest.unixNano,
      direction: "backward",
      limit: pageLines,
    } as const;
    void queryLogs(request, new AbortController().signal).then((outcome) => {
      setLoadingOlder(false);
      setLiveFailure(outcome.ok ? undefined : outcome.failure);
      if (outcome.ok) add(outcome.value, first, outcome.value.length < pageLines);
    });
  }, [query, window, first, add]);

  const hasOlder =
    first !== undefined &&
    first.length >= pageLines &&
    own?.reachedStart !== true &&
    lines.length < mostLines;
  return { lines, window, page, liveFailure, hasOlder, loadingOlder, loadOlder };
}
