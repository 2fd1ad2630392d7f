const pattern =
  /^(?:(?<y>\d+)y)?(?:(?<w>\d+)w)?(?:(?<d>\d+)d)?(?:(?<h>\d+)h)?(?:(?<m>\d+)m)?(?:(?<s>\d+)s)?(?:(?<ms>\d+)ms)?$/u;

const unitMillis = {
  y: 31_536_000_000,
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
} as const;

/** A duration as Prometheus' configuration writes it (`1h30m`), in milliseconds; `undefined` when it is not one. */
export function parseDurationMillis(text: string): number | undefined {
  if (text === "0") return 0;
  const groups = text === "" ? undefined : pattern.exec(text)?.groups;
  if (groups === undefined) return undefined;
  let total = 0;
  for (const [unit, millis] of Object.entries(unitMillis)) total += Number(groups[unit] ?? 0) * millis;
  return total;
}

/** The shortest way to write a duration as Prometheus does: years, weeks and days only where nothing is left over. */
export function formatDuration(millis: number): string {
  if (millis === 0) return "0s";
  let text = "";
  let rest = millis;
  for (const [unit, size] of Object.entries(unitMillis)) {
    const isExactOnly = unit === "y" || unit === "w" || unit === "d";
    if (isExactOnly && rest % size !== 0) continue;
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}
