import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { repositoryRoot } from "../system/running-process.ts";
import { dashboardUids } from "./dashboard-file.ts";
import { alerts } from "./rule-file.ts";

const all = alerts();

test("the thirteen alerts are in their groups", () => {
  const names = (group: string): readonly string[] =>
    all.filter((alert) => alert.group === group).map(({ alert }) => alert);
  expect(names("voiceassist_critical")).toEqual(["ServiceDown", "DatabaseDown", "HighErrorRate"]);
  expect(names("voiceassist_performance")).toEqual([
    "HighResponseTime",
    "DatabaseConnectionPoolNearLimit",
    "HighMemoryUsage",
    "LowDiskSpace",
    "SlowRAGQueries",
    "SlowVectorSearch",
  ]);
  expect(names("voiceassist_security")).toEqual([
    "HighAuthenticationFailureRate",
    "AuditLogFailures",
    "AuditLogSilent",
    "TokenRevocationServiceDown",
    "PHILeakDetected",
  ]);
  expect(names("voiceassist_data_integrity")).toEqual(["NoRecentBackup"]);
});

test.each(all.map((alert) => [alert.alert, alert] as const))(
  "%s says what it means, what to do and where to look",
  (_name, { labels, annotations }) => {
    expect(annotations?.summary).toMatch(/^[A-Z][^{}]+[^.]$/);
    expect(annotations?.description).toMatch(/\.(\{\{ end \}\})?$/);
    expect(existsSync(`${repositoryRoot}/${annotations?.runbook_url}`)).toBe(true);
    expect(dashboardUids()).toContain(annotations?.dashboard_url?.replace(/^\/d\//, ""));
    expect(labels?.severity).toMatch(/^(critical|warning|none)$/);
    expect(labels?.component).toBeDefined();
    // A label that changes with the value makes a new alert at each evaluation.
    expect(JSON.stringify(labels)).not.toContain("$value");
  },
);
