import {
  AnnotationQueryBuilder,
  type Dashboard,
  DashboardBuilder,
  DashboardLinkBuilder,
  DashboardLinkType,
  type Panel,
  QueryVariableBuilder,
  VariableHide,
  VariableRefresh,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { type PlacedPanel, prometheusSource } from "./panel.ts";

const gridColumns = 24;

export interface DashboardDefinition {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly from: string;
  readonly refresh: string;
  /** Variable `instance` of the gateway, all by default. */
  readonly byInstance?: true;
  /** Marks in every chart from when to when alerts fired. */
  readonly alertMarks?: true;
  readonly panels: readonly PlacedPanel[];
}

/** The dashboard's JSON: panels in reading order, laid out in rows of the grid, numbered from 1. */
export function dashboard(definition: DashboardDefinition): Dashboard {
  const builder = new DashboardBuilder(definition.title)
    .uid(definition.uid)
    .description(definition.description)
    .tags(["voiceassist"])
    .timezone("browser")
    .refresh(definition.refresh)
    .time({ from: definition.from, to: "now" })
    .readonly();
  if (definition.byInstance) builder.withVariable(instanceVariable());
  if (definition.alertMarks) {
    builder.annotation(alertMarks());
    builder.link(
      new DashboardLinkBuilder("VoiceAssist")
        .type(DashboardLinkType.Dashboards)
        .tags(["voiceassist"])
        .asDropdown(true)
        .includeVars(true)
        .keepTime(true),
    );
  }
  const built = builder.build();
  return { ...built, version: 1, panels: laidOut(definition.panels) };
}

function instanceVariable(): QueryVariableBuilder {
  return new QueryVariableBuilder("instance")
    .label("Instance")
    .datasource(prometheusSource)
    .query('label_values(voiceassist_up{job="voiceassist-api-gateway"}, instance)')
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .hide(VariableHide.DontHide)
    .multi(true)
    .includeAll(true)
    .allValue(".*")
    .current({ selected: true, text: "All", value: "$__all" });
}

function alertMarks(): AnnotationQueryBuilder {
  return new AnnotationQueryBuilder()
    .name("Alerts")
    .datasource(prometheusSource)
    .enable(true)
    .iconColor("red")
    .expr('ALERTS{alertstate="firing",severity=~"critical|warning"}');
}

function laidOut(panels: readonly PlacedPanel[]): Panel[] {
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  return panels.map(({ panel, width, height }, index) => {
    if (x + width > gridColumns) {
      x = 0;
      y += rowHeight;
      rowHeight = 0;
    }
    const placed = { ...panel, id: index + 1, gridPos: { x, y, w: width, h: height } };
    x += width;
    rowHeight = Math.max(rowHeight, height);
    return placed;
  });
}
