import {
  asArray,
  asArrayOrNull,
  asNumber,
  asRecord,
  asString,
  isRecord,
  type JsonRecord,
} from "../http/decode.ts";
import type { Dashboard, FieldConfig, Panel, StatOptions, Target, Thresholds } from "./dashboard.ts";
import { decodeMapping } from "./decode-mapping.ts";

function recordOr(value: unknown): JsonRecord {
  return isRecord(value) ? value : {};
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

function numberOr(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function decodeTarget(value: unknown, panelSource: JsonRecord, where: string): Target {
  const target = asRecord(value, where);
  const source = isRecord(target.datasource) ? target.datasource : panelSource;
  return {
    refId: textOr(target.refId, "A"),
    datasourceUid: textOr(source.uid, ""),
    datasourceType: textOr(source.type, "prometheus"),
    expression: asString(target.expr ?? "", `${where}.expr`),
    legendFormat: textOr(target.legendFormat, "__auto"),
    instant: target.instant === true && target.range !== true,
  };
}

function decodeThresholds(value: unknown, where: string): Thresholds {
  const thresholds = recordOr(value);
  const steps = asArrayOrNull(thresholds.steps, `${where}.steps`).map((item, index) => {
    const step = asRecord(item, `${where}.steps[${index}]`);
    return { colour: textOr(step.color, "text"), from: numberOr(step.value) };
  });
  return { mode: thresholds.mode === "percentage" ? "percentage" : "absolute", steps };
}

function decodeField(value: unknown, where: string): FieldConfig {
  const config = recordOr(value);
  const defaults = recordOr(config.defaults);
  return {
    unit: textOr(defaults.unit, "short"),
    min: numberOr(defaults.min),
    max: numberOr(defaults.max),
    thresholds: decodeThresholds(defaults.thresholds, `${where}.defaults.thresholds`),
    mappings: asArrayOrNull(defaults.mappings, `${where}.defaults.mappings`).flatMap(decodeMapping),
    overrideCount: asArrayOrNull(config.overrides, `${where}.overrides`).length,
  };
}

function decodeStat(value: unknown): StatOptions {
  const options = recordOr(value);
  const calculations = recordOr(options.reduceOptions).calcs;
  return {
    calculation: textOr(Array.isArray(calculations) ? calculations[0] : undefined, "lastNotNull"),
    colourMode: textOr(options.colorMode, "value"),
  };
}

function decodePanel(value: unknown, where: string): Panel {
  const panel = asRecord(value, where);
  const grid = asRecord(panel.gridPos, `${where}.gridPos`);
  return {
    id: asNumber(panel.id, `${where}.id`),
    title: textOr(panel.title, ""),
    description: textOr(panel.description, ""),
    type: asString(panel.type, `${where}.type`),
    gridPos: {
      x: asNumber(grid.x, `${where}.gridPos.x`),
      y: asNumber(grid.y, `${where}.gridPos.y`),
      w: asNumber(grid.w, `${where}.gridPos.w`),
      h: asNumber(grid.h, `${where}.gridPos.h`),
    },
    targets: asArrayOrNull(panel.targets, `${where}.targets`).map((target, index) =>
      decodeTarget(target, recordOr(panel.datasource), `${where}.targets[${index}]`),
    ),
    field: decodeField(panel.fieldConfig, `${where}.fieldConfig`),
    stat: decodeStat(panel.options),
  };
}

/** Reads the answer of `GET /api/dashboards/uid/UID`. Throws `MalformedAnswer`. */
export function decodeDashboard(body: unknown): Dashboard {
  const dashboard = asRecord(asRecord(body, "the answer").dashboard, "dashboard");
  return {
    title: asString(dashboard.title, "dashboard.title"),
    description: textOr(dashboard.description, ""),
    panels: asArray(dashboard.panels, "dashboard.panels").map((panel, index) =>
      decodePanel(panel, `dashboard.panels[${index}]`),
    ),
  };
}
