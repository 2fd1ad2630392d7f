import type { SelectRequest } from "@voiceassist/promql";

/** A request in whole milliseconds that can be stored. */
export interface StoredRequest extends Omit<SelectRequest, "windows"> {
  /** Given only where samples between windows can be told by whole numbers. */
  readonly windows: SelectRequest["windows"] | undefined;
}
