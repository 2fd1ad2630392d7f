export { abandonedSeries, carryState } from "./carry-state.ts";
export { endedSeries, seriesByKey } from "./ended-series.ts";
export { type EvaluationSchedule, evaluationSchedule, type NextEvaluation } from "./evaluation-schedule.ts";
export { record } from "./record.ts";
export { resultSamples } from "./result-samples.ts";
export { type AlertingRule, type RecordingRule, type Rule, ruleName } from "./rule.ts";
export { groupKey, isSameGroup, type RuleGroup } from "./rule-group.ts";
export { type GroupState, newGroupState, type RuleState } from "./rule-state.ts";
