/** A scrape this close to its due time counts as due: equal distances compress better ("scrapeTimestampTolerance"). */
const toleranceMillis = 2;

/**
 * When a target is due: at its own place in each interval, which its key decides, so that the targets of a job are
 * spread evenly and keep their places over restarts. Times are Unix milliseconds.
 */
export interface ScrapeSchedule {
  /** The first due time after `nowMillis`. */
  next(nowMillis: number): number;
  /** The time that a scrape begun at `nowMillis` is given. */
  timestamp(nowMillis: number): number;
}

export function createScrapeSchedule(key: string, intervalMillis: number): ScrapeSchedule {
  const offsetMillis = Buffer.from(key).readUInt32BE() % intervalMillis;
  const next = (nowMillis: number): number =>
    nowMillis + intervalMillis - mod(nowMillis - offsetMillis, intervalMillis);
  return {
    next,
    timestamp(nowMillis) {
      const due = next(nowMillis - toleranceMillis - 1);
      return Math.abs(nowMillis - due) <= toleranceMillis ? due : nowMillis;
    },
  };
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}
