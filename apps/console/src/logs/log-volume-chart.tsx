import type { CSSProperties, ReactElement } from "react";
import { type LogLevel, logLevels } from "../loki/log-level.ts";
import type { LogLine } from "../loki/log-line.ts";
import { logVolume } from "../loki/log-volume.ts";
import { formatClock } from "../time/format-time.ts";
import type { TimeRange } from "../time/time-range.ts";

const bucketCount = 72;

interface LogVolumeChartProps {
  readonly lines: readonly LogLine[];
  readonly window: TimeRange;
  /** Set when older lines of the range are not loaded. */
  readonly loadedFromMillis: number | undefined;
  readonly hiddenLevels: ReadonlySet<LogLevel>;
  readonly onToggleLevel: (level: LogLevel) => void;
}

/** How many of the loaded lines fall in each part of the range, by level. The legend's buttons filter the list too. */
export function LogVolumeChart({
  lines,
  window,
  loadedFromMillis,
  hiddenLevels,
  onToggleLevel,
}: LogVolumeChartProps): ReactElement {
  const shown = lines.filter((line) => !hiddenLevels.has(line.level));
  const buckets = logVolume(shown, window, bucketCount);
  const highest = Math.max(1, ...buckets.map((bucket) => bucket.total));
  const spanMillis = (window.toSeconds - window.fromSeconds) * 1_000;
  const unknownShare =
    loadedFromMillis === undefined ? 0 : (loadedFromMillis - window.fromSeconds * 1_000) / spanMillis;
  const totals = logLevels.map((level) => ({
    level,
    count: lines.filter((line) => line.level === level).length,
  }));
  return (
    <div className="volume">
      <div className="volume-bars" aria-hidden="true">
        {unknownShare > 0 ? (
          <span className="volume-unknown" style={{ width: `${Math.min(1, unknownShare) * 100}%` }}>
            {unknownShare > 0.12 ? "older lines not loaded" : ""}
          </span>
        ) : null}
        {lines.length === 0 ? null : <span className="volume-scale">{highest}</span>}
        {buckets.map((bucket) => (
          <div
            key={bucket.fromMillis}
            className="volume-bar"
            title={`${formatClock(bucket.fromMillis)} to ${formatClock(bucket.toMillis)}: ${bucket.total} lines`}
          >
            {logLevels.map((level) => (
              <div
                key={level}
                className={`level-${level}`}
                style={{ height: `${(bucket.counts[level] / highest) * 100}%` } as CSSProperties}
              />
            ))}
          </div>
        ))}
      </div>
      <div className="volume-axis">
        <span>{formatClock(window.fromSeconds * 1_000)}</span>
        <ul className="volume-levels" aria-label="Loaded lines by level">
          {totals
            .filter(({ count }) => count > 0)
            .map(({ level, count }) => (
              <li key={level}>
                <button
                  type="button"
                  className={`legend-item level-${level}`}
                  aria-pressed={!hiddenLevels.has(level)}
                  onClick={() => onToggleLevel(level)}
                  title={`${hiddenLevels.has(level) ? "Show" : "Hide"} lines of level ${level}`}
                >
                  {level === "unknown" ? "no level" : level} <span className="legend-value">{count}</span>
                </button>
              </li>
            ))}
        </ul>
        <span>{formatClock(window.toSeconds * 1_000)}</span>
      </div>
    </div>
  );
}
