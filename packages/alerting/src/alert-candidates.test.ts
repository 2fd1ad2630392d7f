import { expect, test } from "vitest";
import { alertCandidates, alertTemplateProblem } from "./alert-candidates.ts";
import { alertingRule } from "./testing/rules.ts";

const environment = {
  timeMillis: 0,
  externalUrl: "http://localhost:9090",
  externalLabels: { site: "north" },
  query: () => Promise.resolve({ ok: true, samples: [] } as const),
};
const sample = { labels: { __name__: "up", job: "api", instance: "one:1" }, timeMillis: 0, value: 0.25 };

test("labels and annotations are expanded, and the rule's labels win", async () => {
  const rule = alertingRule("Down", "up == 0", {
    labels: { severity: "page", job: "{{ $labels.job | toUpper }}", instance: "" },
    annotations: {
      summary: "{{ $labels.instance }} of {{ $externalLabels.site }}: {{ $value | humanizePercentage }}",
      plain: "no template",
      broken: "{{ $value.x }}",
    },
  });
  expect(await alertCandidates(rule, [sample], environment)).toEqual([
    {
      labels: { severity: "page", job: "API", alertname: "Down" },
      annotations: {
        summary: "one:1 of north: 25%",
        plain: "no template",
        broken:
          '<error expanding template: error executing template __alert_Down: template: __alert_Down:1:121: executing "__alert_Down" at <$value.x>: can\'t evaluate field x in type float64>',
      },
      value: 0.25,
    },
  ]);
});

test("a template that cannot be parsed is told", () => {
  expect(alertTemplateProblem("Down", "{{ $value | nothing }}")).toBe(
    'template: __alert_Down:1: function "nothing" not defined',
  );
  expect(alertTemplateProblem("Down", "{{ $value | humanize }}")).toBeUndefined();
});
