const firstMillis = 500;
const longestMillis = 30_000;

/** Doubles with each failed attempt (from 1), of which a random half is waited, so that senders do not come back together. */
export function backoffMillis(attempts: number, random: number): number {
  const whole = Math.min(firstMillis * 2 ** (attempts - 1), longestMillis);
  return whole / 2 + (whole / 2) * random;
}
