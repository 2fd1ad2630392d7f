import { expect, test } from "vitest";
import { evaluationSchedule } from "./evaluation-schedule.ts";

const file = "/tmp/va-rules/g/rules.yml";

test.each([
  // Times at which Prometheus 3.15 evaluated these groups of this file.
  ["one", 5_000, 1795414401690],
  ["zwei ü", 7_000, 1795414398190],
  ["voiceassist_recording_of_a_long_name_beyond_thirty_two_bytes", 10_000, 1795414404039],
])("the group %s is due when Prometheus evaluates it", (name, intervalMillis, slotMillis) => {
  const schedule = evaluationSchedule({ name, file, intervalMillis });
  expect(schedule.first(slotMillis - 1)).toBe(slotMillis);
  expect(schedule.first(slotMillis)).toBe(slotMillis + intervalMillis);
  expect(schedule.first(slotMillis + intervalMillis - 1)).toBe(slotMillis + intervalMillis);
});

test.each([
  { late: 0, next: 1, missed: 0 },
  { late: 1_000, next: 1, missed: 0 },
  { late: 1_999, next: 1, missed: 0 },
  { late: 2_000, next: 2, missed: 1 },
  { late: 7_300, next: 7, missed: 6 },
  { late: -5_000, next: 1, missed: 0 },
])(
  "an evaluation that ends $late ms after it was due is followed by slot $next",
  ({ late, next, missed }) => {
    const schedule = evaluationSchedule({ name: "one", file, intervalMillis: 1_000 });
    expect(schedule.next(50_000, 50_000 + late)).toEqual({ slotMillis: 50_000 + next * 1_000, missed });
  },
);
