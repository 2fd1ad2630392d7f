let lastMillis = 0;
let lastText = "";

/** The time as ISO 8601 in UTC, made anew once a millisecond. */
export function isoTime(): string {
  const now = Date.now();
  if (now !== lastMillis) {
    lastMillis = now;
    lastText = new Date(now).toISOString();
  }
  return lastText;
}
