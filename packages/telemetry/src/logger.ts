export type LogLevel = "debug" | "info" | "warn" | "error" | "fatal";

/** Fields first, then a constant message; or a message alone. An `err` field is serialised with its stack, cause and code. */
export interface LogMethod {
  (fields: Readonly<Record<string, unknown>>, message: string): void;
  (message: string): void;
}

export interface Logger extends Readonly<Record<LogLevel, LogMethod>> {
  /** A logger whose every line carries these fields too; they are redacted with each line. */
  child(bindings: Readonly<Record<string, unknown>>): Logger;
}

/** The service's root logger, whose level holds for all its children. */
export interface LevelledLogger extends Logger {
  level(): LogLevel;
  setLevel(level: LogLevel): void;
}
