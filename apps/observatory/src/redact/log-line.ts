import type { AttributeValue } from "@voiceassist/wire";
import type { FieldRedactor } from "./field-redactor.ts";

/**
 * Redacts a log line. A line that is a JSON object or array is redacted by the names of its fields too; it is written
 * anew only when something in it was redacted, so that clean lines keep their text to the byte.
 */
export function redactLine(line: string, redactor: FieldRedactor): string {
  const parsed = parseJson(line);
  if (parsed === undefined) return redactor.text(line);
  const redacted = redactor.value(parsed);
  const serialised = JSON.stringify(parsed);
  const redactedSerialised = JSON.stringify(redacted);
  // A repeated key hides its first value from JSON.parse, so the text that is stored is looked at as well.
  return redactor.text(serialised === redactedSerialised ? line : redactedSerialised);
}

function parseJson(line: string): AttributeValue | undefined {
  const start = line.trimStart()[0];
  if (start !== "{" && start !== "[") return undefined;
  try {
    return JSON.parse(line) as AttributeValue;
  } catch {
    // Not JSON after all: the line is redacted as plain text.
    return undefined;
  }
}
