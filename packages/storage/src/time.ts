import { StoreError } from "./store-error.ts";

/** 2090-01-01T00:00:00Z: with `MAX_RETENTION_DAYS` added, a TTL stays below 2106, where ClickHouse's DateTime wraps round. */
const MAX_TIME_MILLIS = 3_786_912_000_000;
const MAX_TIME_NANO = BigInt(MAX_TIME_MILLIS) * 1_000_000n;
export const MILLIS_A_DAY = 86_400_000;
const NANO_A_MILLI = 1_000_000n;
const SECONDS_DIGITS = 10;
const FRACTION_DIGITS = { milli: 3, nano: 9 };

/** Throws when the time cannot be stored. */
export function checkMillis(timestampMillis: number): void {
  if (!(Number.isInteger(timestampMillis) && timestampMillis >= 0 && timestampMillis <= MAX_TIME_MILLIS)) {
    throw invalid(`${timestampMillis} ms`);
  }
}

/** A DateTime64(3) column, in seconds. */
export function milliField(timestampMillis: number): string {
  checkMillis(timestampMillis);
  return secondsWith(String(timestampMillis), FRACTION_DIGITS.milli);
}

/** A DateTime64(9) column, in seconds. */
export function nanoField(unixNano: bigint): string {
  if (unixNano < 0n || unixNano > MAX_TIME_NANO) throw invalid(`${unixNano} ns`);
  return secondsWith(String(unixNano), FRACTION_DIGITS.nano);
}

function secondsWith(digits: string, fractionDigits: number): string {
  // ClickHouse reads fewer than ten digits as a date.
  const padded = digits.padStart(fractionDigits + SECONDS_DIGITS, "0");
  return `${padded.slice(0, -fractionDigits)}.${padded.slice(-fractionDigits)}`;
}

function invalid(time: string): StoreError {
  return new StoreError(
    "STORE_ROW_INVALID",
    `The time ${time} cannot be stored; it must lie between 1970 and 2090.`,
  );
}

/** Days are asked for row after row: formatting one costs more than the rest of the row. */
let lastDay = { number: -1, text: "" };

/** The UTC day, as `2026-11-22`. */
export function dayOfMillis(timestampMillis: number): string {
  const number = Math.floor(timestampMillis / MILLIS_A_DAY);
  if (number !== lastDay.number) {
    lastDay = { number, text: new Date(number * MILLIS_A_DAY).toISOString().slice(0, 10) };
  }
  return lastDay.text;
}

export function dayOfNano(unixNano: bigint): string {
  return dayOfMillis(Number(unixNano / NANO_A_MILLI));
}

/** A bound of a query, brought into the range of times that can be stored. */
export function clampMillis(millis: number): number {
  return Math.floor(Math.min(Math.max(millis, 0), MAX_TIME_MILLIS));
}

export function clampNano(unixNano: bigint): bigint {
  return unixNano < 0n ? 0n : unixNano > MAX_TIME_NANO ? MAX_TIME_NANO : unixNano;
}
