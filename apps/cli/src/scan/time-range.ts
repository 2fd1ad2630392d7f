/** What part of the past is scanned; milliseconds since 1970. */
export interface TimeRange {
  readonly startMillis: number;
  readonly endMillis: number;
}

const unitMillis: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `30m`, `24h` or `7d` in milliseconds; undefined for anything else. */
export function durationMillis(text: string): number | undefined {
  const [, count = "", unit = ""] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const millis = Number(count) * (unitMillis[unit] ?? Number.NaN);
  return millis > 0 ? millis : undefined;
}
