import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { MalformedAnswer } from "../http/decode.ts";
import { decodeDashboard } from "./decode-dashboard.ts";
import { displayValue } from "./value-display.ts";

const file = new URL(
  "../../../../infrastructure/observability/grafana/dashboards/voiceassist-overview.json",
  import.meta.url,
);
const overview = decodeDashboard({ dashboard: JSON.parse(readFileSync(file, "utf8")), meta: {} });

test("the overview has panels of the types that are drawn, and uses nothing that is not", () => {
  expect(overview.panels.length).toBeGreaterThanOrEqual(8);
  for (const panel of overview.panels) {
    expect(["stat", "timeseries"]).toContain(panel.type);
    expect(panel.field.overrideCount).toBe(0);
    for (const target of panel.targets) expect(target.datasourceType).toBe("prometheus");
  }
});

test.each([
  ["Health", 1, { text: "Healthy", unit: "", colour: "green" }],
  ["Health", 0, { text: "Down", unit: "", colour: "red" }],
  ["Response time, P95", 0.25, { text: "250", unit: "ms", colour: "green" }],
  ["Response time, P95", 1.5, { text: "1.5", unit: "s", colour: "orange" }],
  ["Error rate", 0.08, { text: "8", unit: "%", colour: "red" }],
  ["Error rate", Number.NaN, { text: "–", unit: "", colour: undefined }],
])("%s shows %d by its mappings, thresholds and unit", (title, value, expected) => {
  const panel = overview.panels.find((item) => item.title === title);
  expect(panel && displayValue(panel.field, value)).toEqual(expected);
});

test.each([
  [{}, "dashboard should be an object"],
  [{ dashboard: { title: "x", panels: {} } }, "dashboard.panels should be an array"],
  [
    { dashboard: { title: "x", panels: [{ id: 1, type: "stat" }] } },
    "dashboard.panels[0].gridPos should be an object",
  ],
])("a malformed answer is refused with its place", (body, message) => {
  expect(() => decodeDashboard(body)).toThrow(MalformedAnswer);
  expect(() => decodeDashboard(body)).toThrow(message);
});
