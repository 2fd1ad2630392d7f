import { StoreError } from "./store-error.ts";

export function tooManySamples(maxSamples: number): StoreError {
  const message = `A selector matches more than ${maxSamples} samples; narrow its matchers or its time range.`;
  return new StoreError("STORE_RESULT_TOO_LARGE", message);
}
