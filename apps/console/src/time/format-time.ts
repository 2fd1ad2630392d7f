const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const clockMillis = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});
const full = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});

/** Local time of day, `14:03:22`. */
export function formatClock(millis: number): string {
  return clock.format(millis);
}

/** Local time of day with milliseconds, `14:03:22.481`. */
export function formatClockMillis(millis: number): string {
  return clockMillis.format(millis);
}

/** Local date and time with milliseconds. */
export function formatDateTime(millis: number): string {
  return full.format(millis);
}

/** How long ago, in the largest unit that says enough: `12 s ago`, `3 min ago`. */
export function formatAgo(millis: number, nowMillis: number): string {
  const seconds = Math.max(0, Math.round((nowMillis - millis) / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}
