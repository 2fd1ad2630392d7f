import { quoted } from "../quote.ts";
/** Whether start timestamps show a reset between a sample and the one before; 0: the start is not known. */
export function isStartReset(
  previousStart: number,
  previousMillis: number,
  start: number,
  timeMillis: number,
): boolean {
  if (start === 0 || start >= timeMillis || start < previousMillis) return false;
  if (start > previousMillis) return true;
  // A start at the sample before is a delta's, unless that sample's own start was not known either.
  return previousStart !== 0 && previousStart < previousMillis;
}

/** Whether a sample's start lies before the sample before it, and is not that one's start: bad data. */
export function overlapsBefore(previousStart: number, previousMillis: number, start: number): boolean {
  return start !== 0 && start < previousMillis && start !== previousStart;
}

export function overlapNote(metricName: string): string {
  return `sample has start time that overlaps with previous sample timestamp for metric ${quoted(metricName)}`;
}
