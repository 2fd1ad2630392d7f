const unitSeconds: readonly (readonly [unit: string, seconds: number])[] = [
  ["y", 365 * 24 * 3600],
  ["w", 7 * 24 * 3600],
  ["d", 24 * 3600],
  ["h", 3600],
  ["m", 60],
  ["s", 1],
];

const durationPattern = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** Reads a duration such as `1h30m` or `250ms` as seconds; units stand in falling order, each at most once. */
export function durationSeconds(text: string): number | undefined {
  const match = durationPattern.exec(text);
  if (text === "" || match === null) return undefined;
  let seconds = 0;
  for (const [index, [, factor]] of unitSeconds.entries()) {
    seconds += Number(match[index + 1] ?? 0) * factor;
  }
  const milliseconds = Number(match[unitSeconds.length + 1] ?? 0);
  return (seconds * 1000 + milliseconds) / 1000;
}
