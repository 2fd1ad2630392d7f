export type LogLevel = "debug" | "info" | "warn" | "error" | "fatal";

/** Fields first, then a constant message. An `err` field is serialised with its stack, cause and code. */
export type LogMethod = (fields: Readonly<Record<string, unknown>>, message: string) => void;

export type Logger = Readonly<Record<LogLevel, LogMethod>>;
