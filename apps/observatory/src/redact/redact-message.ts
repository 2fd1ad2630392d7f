import { createRedactor, defaultPolicy } from "@voiceassist/phi";

const redactor = createRedactor(defaultPolicy);

/** The text of an error that may quote the query it answers. It is no telemetry, so it is not counted. */
export function redactMessage(message: string): string {
  return redactor.text(message);
}
