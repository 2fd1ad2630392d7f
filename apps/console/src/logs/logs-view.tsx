import { type ReactElement, useMemo, useState } from "react";
import { useSearchParams } from "wouter";
import type { LogLevel } from "../loki/log-level.ts";
import { failureText } from "../parts/failure-text.ts";
import { EmptyNotice } from "../parts/notice.tsx";
import { SkeletonRows } from "../parts/skeleton.tsx";
import { StaleMark } from "../parts/stale-mark.tsx";
import { useDocumentTitle } from "../shell/document-title.ts";
import { Icon } from "../shell/icon.tsx";
import { rangeTitles } from "../time/time-range.ts";
import { useViewTime } from "../time/view-time.tsx";
import { useLogFeed } from "./log-feed.ts";
import { LogList } from "./log-list.tsx";
import { LogVolumeChart } from "./log-volume-chart.tsx";
import { QueryBox } from "./query-box.tsx";
import { QueryError } from "./query-error.tsx";
import "./logs.css";

const defaultQuery = '{service="voiceassist-api-gateway"}';
const noneHidden: ReadonlySet<LogLevel> = new Set();

/** Log lines by a LogQL query; the query and live mode are in the address. */
export function LogsView(): ReactElement {
  useDocumentTitle("Logs");
  const [params, setParams] = useSearchParams();
  const [hiddenLevels, setHiddenLevels] = useState(noneHidden);
  const { range, refreshNow } = useViewTime();
  const query = params.get("query") ?? defaultQuery;
  const live = params.get("live") === "1";
  const feed = useLogFeed(query, live);
  const { lines, page, window } = feed;
  const shown = useMemo(() => lines.filter((line) => !hiddenLevels.has(line.level)), [lines, hiddenLevels]);

  const put = (name: string, value: string | undefined) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (value === undefined) next.delete(name);
      else next.set(name, value);
      return next;
    });
  const toggleLevel = (level: LogLevel) =>
    setHiddenLevels((before) => {
      const next = new Set(before);
      if (!next.delete(level)) next.add(level);
      return next;
    });

  const rejected = page.value === undefined ? page.failure : undefined;
  return (
    <div className="logs">
      <h1 className="only-read">Logs</h1>
      <div className="log-bar">
        <QueryBox
          query={query}
          invalid={rejected?.status === 400}
          onRun={(next) => {
            if (next === query) refreshNow();
            else put("query", next === defaultQuery || next === "" ? undefined : next);
          }}
        />
        <button
          type="button"
          className="button"
          aria-pressed={live}
          onClick={() => put("live", live ? undefined : "1")}
          title="Ask for new lines every two seconds"
          data-testid="log-live"
        >
          <Icon name={live ? "pause" : "play"} />
          Live
        </button>
      </div>
      <section className="card" aria-label="Volume">
        <LogVolumeChart
          lines={lines}
          window={window}
          loadedFromMillis={feed.hasOlder ? lines.at(-1)?.unixMillis : undefined}
          hiddenLevels={hiddenLevels}
          onToggleLevel={toggleLevel}
        />
      </section>
      <section className="card log-card" aria-busy={page.loading}>
        <div className="log-status">
          <span>
            {page.value === undefined
              ? page.loading
                ? "Loading"
                : "Nothing loaded"
              : `${shown.length} ${shown.length === 1 ? "line" : "lines"}`}
            {feed.hasOlder
              ? `, the newest of ${rangeTitles[range].toLowerCase().replace("last", "the last")}`
              : ""}
          </span>
          <StaleMark resource={page} />
          {feed.liveFailure === undefined ? null : (
            <span className="stale" role="status">
              {failureText(feed.liveFailure)}
            </span>
          )}
          {live ? <span className="live-mark">live</span> : null}
        </div>
        {rejected !== undefined ? (
          <QueryError failure={rejected} query={query} retry={page.retry} />
        ) : page.value === undefined ? (
          <SkeletonRows count={14} height={17} />
        ) : shown.length === 0 ? (
          <EmptyNotice title={lines.length === 0 ? "No lines match" : "Every line's level is hidden"} tall>
            {lines.length === 0
              ? `Nothing matched in ${rangeTitles[range].toLowerCase().replace("last", "the last")}. Choose a longer range, or begin again with ${defaultQuery}.`
              : "Choose a level above to show its lines."}
          </EmptyNotice>
        ) : (
          <LogList lines={shown} />
        )}
        {feed.hasOlder ? (
          <div className="log-more">
            <button type="button" className="button" disabled={feed.loadingOlder} onClick={feed.loadOlder}>
              {feed.loadingOlder ? "Loading…" : "Load older lines"}
            </button>
          </div>
        ) : null}
      </section>
    </div>
  );
}
