import { createHmac } from "node:crypto";
import type { LabelValueRule } from "./field-redactor.ts";

const suffixBytes = 5;

/**
 * Follows a redacted label value with `#` and 10 hexadecimal digits that are the same for the same original, in every
 * process that has the key. A sender repeats the requests whose answer it lost: only a name that survives a restart
 * lets them be known again. Without the key the digits cannot be traced to the original; with it, guesses can be tried.
 */
export function createKeyedSuffix(key: Uint8Array): LabelValueRule {
  return (name, original, redacted) => {
    const digits = createHmac("sha256", key).update(`${name}\0${original}`).digest("hex");
    return `${redacted}#${digits.slice(0, 2 * suffixBytes)}`;
  };
}
