/**
 * The rule and configuration files with every duration divided by `divisor`, by their text, so that what is proven is the files
 * themselves: ranges, offsets, `for`, intervals and waits. Thresholds, expressions and labels stay. A constant that stands
 * for seconds inside an expression (24 hours of a backup) stays too: its fault is real.
 */
export function scaledDurations(text: string, divisor: number): string {
  return text
    .split("\n")
    .map((line) => (/^\s*#/.test(line) ? line : scaleLine(line, divisor)))
    .join("\n");
}

const duration = String.raw`\d+(?:ms|s|m|h|d)`;
const places: readonly RegExp[] = [
  // [5m], [2m:15s]
  new RegExp(String.raw`(?<=\[)${duration}(?=[\]:])`, "g"),
  new RegExp(String.raw`(?<=\[${duration}:)${duration}(?=\])`, "g"),
  new RegExp(String.raw`(?<=\boffset )${duration}\b`, "g"),
  new RegExp(
    String.raw`(?<=\b(?:for|keep_firing_for|interval|scrape_interval|scrape_timeout|evaluation_interval|group_wait|group_interval|repeat_interval|resolve_timeout): )${duration}\b`,
    "g",
  ),
];

const unitMillis: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

function scaleLine(line: string, divisor: number): string {
  return places.reduce(
    (scaled, place) =>
      scaled.replace(place, (text) => {
        const [, amount = "", unit = ""] = /^(\d+)(\w+)$/.exec(text) ?? [];
        const millis = (Number(amount) * (unitMillis[unit] ?? 0)) / divisor;
        return `${Math.round(millis)}ms`;
      }),
    line,
  );
}
