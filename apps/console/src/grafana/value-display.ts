import type { FieldConfig, MappedText, Thresholds, ValueMapping } from "./dashboard.ts";
import { formatValue } from "./format-value.ts";

/** What is shown for one value: text, unit and the name of a Grafana colour. */
export interface ValueDisplay {
  readonly text: string;
  readonly unit: string;
  readonly colour: string | undefined;
}

function isSpecial(match: string, value: number | null): boolean {
  if (match === "null") return value === null;
  if (match === "nan") return value !== null && Number.isNaN(value);
  if (match === "null+nan") return value === null || Number.isNaN(value);
  return false;
}

function mapped(mappings: readonly ValueMapping[], value: number | null): MappedText | undefined {
  for (const mapping of mappings) {
    if (mapping.kind === "special" && isSpecial(mapping.match, value)) return mapping.result;
    if (mapping.kind === "value" && value !== null && mapping.values[String(value)] !== undefined) {
      return mapping.values[String(value)];
    }
    if (mapping.kind === "range" && value !== null && value >= mapping.from && value <= mapping.to) {
      return mapping.result;
    }
  }
  return undefined;
}

/** The colour of the highest step that the value reaches. Percentages are of the span from `min` to `max`. */
function thresholdColour(thresholds: Thresholds, value: number, min = 0, max = 100): string | undefined {
  const measured = thresholds.mode === "percentage" ? ((value - min) / (max - min)) * 100 : value;
  let colour: string | undefined;
  for (const step of thresholds.steps) {
    if (step.from === undefined || measured >= step.from) colour = step.colour;
  }
  return colour;
}

/** A value mapping wins over the unit's text; a threshold gives the colour that the mapping leaves open. */
export function displayValue(field: FieldConfig, value: number | null): ValueDisplay {
  const mapping = mapped(field.mappings, value);
  const colour =
    mapping?.colour ??
    (value === null || Number.isNaN(value)
      ? undefined
      : thresholdColour(field.thresholds, value, field.min, field.max));
  if (mapping !== undefined && mapping.text !== "") return { text: mapping.text, unit: "", colour };
  return { ...formatValue(value, field.unit), colour };
}
