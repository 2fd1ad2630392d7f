import type { TimeRange } from "../time/time-range.ts";
import { type LogLevel, logLevels } from "./log-level.ts";
import type { LogLine } from "./log-line.ts";

export interface VolumeBucket {
  readonly fromMillis: number;
  readonly toMillis: number;
  readonly total: number;
  readonly counts: Readonly<Record<LogLevel, number>>;
}

/** Counts the lines by level in `bucketCount` equal parts of the window; lines outside it are left out. */
export function logVolume(
  lines: readonly LogLine[],
  window: TimeRange,
  bucketCount: number,
): readonly VolumeBucket[] {
  const startMillis = window.fromSeconds * 1_000;
  const widthMillis = ((window.toSeconds - window.fromSeconds) * 1_000) / bucketCount;
  const counts = Array.from({ length: bucketCount }, () =>
    Object.fromEntries(logLevels.map((level) => [level, 0])),
  ) as Record<LogLevel, number>[];
  for (const line of lines) {
    const bucket = counts[Math.floor((line.unixMillis - startMillis) / widthMillis)];
    if (bucket !== undefined) bucket[line.level] += 1;
  }
  return counts.map((bucket, index) => ({
    fromMillis: startMillis + index * widthMillis,
    toMillis: startMillis + (index + 1) * widthMillis,
    total: Object.values(bucket).reduce((sum, count) => sum + count, 0),
    counts: bucket,
  }));
}
