/** Unix epoch, seconds. */
export interface TimeRange {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

export const rangeNames = ["5m", "15m", "30m", "1h", "6h", "24h"] as const;
export type RangeName = (typeof rangeNames)[number];

export const rangeSeconds: Readonly<Record<RangeName, number>> = {
  "5m": 300,
  "15m": 900,
  "30m": 1_800,
  "1h": 3_600,
  "6h": 21_600,
  "24h": 86_400,
};

export const rangeTitles: Readonly<Record<RangeName, string>> = {
  "5m": "Last 5 minutes",
  "15m": "Last 15 minutes",
  "30m": "Last 30 minutes",
  "1h": "Last hour",
  "6h": "Last 6 hours",
  "24h": "Last 24 hours",
};

export const refreshNames = ["off", "5s", "10s", "30s"] as const;
export type RefreshName = (typeof refreshNames)[number];

export const refreshMillis: Readonly<Record<RefreshName, number>> = {
  off: 0,
  "5s": 5_000,
  "10s": 10_000,
  "30s": 30_000,
};

export const defaultRange: RangeName = "15m";
export const defaultRefresh: RefreshName = "10s";

export function rangeOf(text: string | null): RangeName {
  return rangeNames.find((name) => name === text) ?? defaultRange;
}

export function refreshOf(text: string | null): RefreshName {
  return refreshNames.find((name) => name === text) ?? defaultRefresh;
}

/** The range, no shorter than `usual`, that reaches back to an instant; the longest when none does. */
export function rangeCovering(instantSeconds: number, nowSeconds: number, usual: RangeName): RangeName {
  const ageSeconds = nowSeconds - instantSeconds;
  const reaching = rangeNames.find((name) => rangeSeconds[name] >= Math.max(ageSeconds, rangeSeconds[usual]));
  return reaching ?? "24h";
}
