const daySeconds = 86_400;

/** Labels of instants on a time axis (Unix seconds), local time: seconds only where the ticks are closer than a minute. */
export function timeTicks(instants: readonly number[], stepSeconds: number): string[] {
  const options: Intl.DateTimeFormatOptions =
    stepSeconds >= daySeconds
      ? { day: "numeric", month: "short" }
      : { hour: "2-digit", minute: "2-digit", ...(stepSeconds < 60 ? { second: "2-digit" as const } : {}) };
  const format = new Intl.DateTimeFormat("en-GB", options);
  return instants.map((instant) => format.format(instant * 1_000));
}
