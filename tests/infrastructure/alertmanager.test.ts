import { describe, expect, test } from "vitest";
import { receiversByAlert } from "./receivers-by-alert.ts";
import { type Alert, alerts } from "./rule-file.ts";
import { hasTool, observabilityDirectory, runTool } from "./tool.ts";

const configPath = `${observabilityDirectory}/alertmanager/alertmanager.yml`;

describe.skipIf(!hasTool("amtool"))("amtool (needs Debian's package prometheus-alertmanager)", () => {
  test("accepts the configuration and its templates", async () => {
    const { exitCode, output } = await runTool("amtool", ["check-config", configPath]);
    expect(exitCode, output).toBe(0);
  });

  test.each(alerts().map((alert) => [alert.alert, alert] as const))("routes %s", async (name, alert) => {
    const expected = receiversByAlert[name];
    expect(expected, `no receivers are expected for ${name}: add it to this table`).toBeDefined();
    const { exitCode, output } = await runTool("amtool", [
      "config",
      "routes",
      "test",
      `--config.file=${configPath}`,
      `--verify.receivers=${expected?.join(",")}`,
      ...labelsOf(alert),
    ]);
    expect(exitCode, output).toBe(0);
  });
});

function labelsOf(alert: Alert): readonly string[] {
  return Object.entries({ alertname: alert.alert, job: "voiceassist-api-gateway", ...alert.labels }).map(
    ([name, value]) => `${name}=${value}`,
  );
}
