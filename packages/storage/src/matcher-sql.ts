import type { LabelMatcher } from "@voiceassist/promql";
import type { Sql } from "./sql.ts";

const METRIC_NAME_LABEL = "__name__";

/**
 * A condition for label matchers over a `labels` Map column. A label that is absent reads as the empty string,
 * as PromQL and LogQL compare it. `prefix` keeps the parameters of several conditions apart.
 *
 * Regular expressions are RE2 on both sides, fully anchored, `.` matching newlines.
 */
export function matchersSql(matchers: readonly LabelMatcher[], prefix: string, metricColumn = false): Sql {
  const parameters: Record<string, string> = {};
  const conditions = matchers.map((matcher, index) => {
    const name = `${prefix}name${index}`;
    const value = `${prefix}value${index}`;
    const isMetric = metricColumn && matcher.name === METRIC_NAME_LABEL;
    if (!isMetric) parameters[name] = matcher.name;
    const regexp = matcher.operator === "=~" || matcher.operator === "!~";
    parameters[value] = regexp ? `^(?s:${matcher.value})$` : matcher.value;
    return conditionSql(isMetric ? "metric" : `labels[{${name}:String}]`, matcher.operator, value);
  });
  return { text: conditions.length === 0 ? "1" : conditions.join(" AND "), parameters };
}

function conditionSql(subject: string, operator: LabelMatcher["operator"], parameter: string): string {
  switch (operator) {
    case "=":
    case "!=":
      return `${subject} ${operator} {${parameter}:String}`;
    case "=~":
      return `match(${subject}, {${parameter}:String})`;
    case "!~":
      return `NOT match(${subject}, {${parameter}:String})`;
  }
}

/** Any of the selectors; no selector means everything. */
export function selectorsSql(
  selectors: readonly (readonly LabelMatcher[])[],
  prefix: string,
  metricColumn = false,
): Sql {
  const parts = selectors.map((matchers, index) => matchersSql(matchers, `${prefix}${index}_`, metricColumn));
  return {
    text: parts.length === 0 ? "1" : `(${parts.map((part) => `(${part.text})`).join(" OR ")})`,
    parameters: Object.assign({}, ...parts.map((part) => part.parameters)) as Record<string, string>,
  };
}
