import { createRedactor, defaultPolicy, type Redactor } from "@voiceassist/phi";

export interface OwnLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** One JSON object a line, fields redacted; `message` must be a constant. */
export function createOwnLog(write: (line: string) => void, now: () => Date): OwnLog {
  const redactor: Redactor = createRedactor(defaultPolicy, () => {});
  const line =
    (level: "info" | "error") =>
    (fields: Readonly<Record<string, unknown>>, message: string): void => {
      const record = {
        time: now().toISOString(),
        level,
        service: "voiceassist-observatory",
        ...redactor.value(fields),
        message,
      };
      write(`${JSON.stringify(record)}\n`);
    };
  return { info: line("info"), error: line("error") };
}

/** The part of a failure that may be told: its class or code, and its message once redacted by the log. */
export function failureFields(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: String(error) };
  return "code" in error ? { error: error.message, code: String(error.code) } : { error: error.message };
}
