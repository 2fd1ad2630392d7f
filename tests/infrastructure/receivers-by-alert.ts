/** Warnings also reach the e-mail receiver, whose time interval mutes it at night. */
const warning = ["warning-email", "warning"];

/** In the order of the routes. */
export const receiversByAlert: Readonly<Record<string, readonly string[]>> = {
  ServiceDown: ["critical"],
  DatabaseDown: ["critical"],
  HighErrorRate: ["critical"],
  HighResponseTime: warning,
  DatabaseConnectionPoolNearLimit: warning,
  HighMemoryUsage: warning,
  LowDiskSpace: warning,
  SlowRAGQueries: warning,
  SlowVectorSearch: warning,
  HighAuthenticationFailureRate: ["hipaa", "security", ...warning],
  AuditLogFailures: ["hipaa", "security", "critical"],
  AuditLogSilent: ["hipaa", "security", "critical"],
  TokenRevocationServiceDown: ["hipaa", "security", "critical"],
  PHILeakDetected: ["hipaa", "security", "critical"],
  NoRecentBackup: ["hipaa", "critical"],
  Watchdog: ["watchdog"],
  TelemetryIngestLagging: warning,
  RuleInputMissing: warning,
  ErrorBudgetBurn2PercentIn1Hour: ["critical"],
  ErrorBudgetBurn5PercentIn6Hours: ["critical"],
  ErrorBudgetBurn10PercentIn1Day: warning,
  ErrorBudgetBurn10PercentIn3Days: warning,
};
