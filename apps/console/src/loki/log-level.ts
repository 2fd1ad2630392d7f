export const logLevels = ["fatal", "error", "warn", "info", "debug", "unknown"] as const;
export type LogLevel = (typeof logLevels)[number];

const synonyms: Readonly<Record<string, LogLevel>> = {
  fatal: "fatal",
  critical: "fatal",
  emerg: "fatal",
  error: "error",
  err: "error",
  warn: "warn",
  warning: "warn",
  info: "info",
  information: "info",
  notice: "info",
  debug: "debug",
  trace: "debug",
};

/** A level by name in any case, or by pino's number (30 is info, each ten a level). */
export function levelOf(value: unknown): LogLevel {
  if (typeof value === "number") {
    if (value >= 60) return "fatal";
    if (value >= 50) return "error";
    if (value >= 40) return "warn";
    return value >= 30 ? "info" : "debug";
  }
  return typeof value === "string" ? (synonyms[value.toLowerCase()] ?? "unknown") : "unknown";
}
