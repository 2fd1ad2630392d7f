import { parseDurationMillis } from "../../config/duration.ts";

/** Seconds since the Unix epoch, with a fraction, or RFC 3339; in milliseconds, or `undefined` when it is neither. */
export function parseTimeMillis(text: string): number | undefined {
  if (/^[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/u.test(text)) {
    const millis = Math.round(Number(text) * 1_000);
    return Number.isSafeInteger(millis) ? millis : undefined;
  }
  const isRfc3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/u.test(text);
  const millis = isRfc3339 ? Date.parse(text) : Number.NaN;
  return Number.isNaN(millis) ? undefined : millis;
}

/** Seconds with a fraction, or a duration such as `1m30s`; in milliseconds, or `undefined` when it is neither. */
export function parseStepMillis(text: string): number | undefined {
  if (/^\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/u.test(text)) {
    const millis = Math.round(Number(text) * 1_000);
    return Number.isSafeInteger(millis) ? millis : undefined;
  }
  return parseDurationMillis(text);
}
