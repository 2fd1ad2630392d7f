import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VizLegendOptionsBuilder,
  VizOrientation,
  VizTooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import {
  type DataSourceRef,
  MappingType,
  type Panel,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMapping,
} from "@grafana/grafana-foundation-sdk/dashboard";
import * as logs from "@grafana/grafana-foundation-sdk/logs";
import { DataqueryBuilder as LokiQuery } from "@grafana/grafana-foundation-sdk/loki";
import {
  DataqueryBuilder as PrometheusQuery,
  PromQueryFormat,
} from "@grafana/grafana-foundation-sdk/prometheus";
import * as stat from "@grafana/grafana-foundation-sdk/stat";
import * as table from "@grafana/grafana-foundation-sdk/table";
import * as timeseries from "@grafana/grafana-foundation-sdk/timeseries";
import type { Query } from "./query.ts";

/** The uids that grafana/provisioning/datasources gives. */
export const prometheusSource: DataSourceRef = { type: "prometheus", uid: "prometheus" };
const lokiSource: DataSourceRef = { type: "loki", uid: "loki" };

/** What every panel says of itself; width and height are in Grafana's grid of 24 columns. */
export interface PanelText {
  readonly title: string;
  readonly description: string;
  readonly width?: number;
  readonly height?: number;
}

interface Threshold {
  readonly colour: "green" | "yellow" | "orange" | "red";
  /** Absent: from minus infinity. */
  readonly from?: number;
}

export interface PlacedPanel {
  readonly panel: Panel;
  readonly width: number;
  readonly height: number;
}

type SeriesOptions = PanelText & {
  readonly unit: string;
  readonly min?: number;
  readonly max?: number;
  readonly stacked?: true;
  readonly thresholds?: readonly Threshold[];
  readonly queries: readonly Query[];
};

const chartWidth = 12;
const chartHeight = 8;
const refIds = "ABCDEFGH";

function promQuery(query: Query, index: number, instant: boolean): PrometheusQuery {
  const builder = new PrometheusQuery()
    .refId(refIds.charAt(index))
    .datasource(prometheusSource)
    .expr(query.expr)
    .legendFormat(query.legend);
  if (query.exemplars) builder.exemplar(true);
  return instant ? builder.instant() : builder.range();
}

function thresholds(steps: readonly Threshold[]): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps(steps.map(({ colour, from }) => ({ color: colour, value: from ?? null })));
}

/** Lines over time. */
export function chart(options: SeriesOptions): PlacedPanel {
  const builder = new timeseries.PanelBuilder()
    .title(options.title)
    .description(options.description)
    .datasource(prometheusSource)
    .unit(options.unit)
    .lineWidth(2)
    .fillOpacity(options.stacked ? 40 : 8)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .showLegend(true),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
    .overrides([]);
  if (options.stacked) builder.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group("A"));
  if (options.thresholds !== undefined) builder.thresholds(thresholds(options.thresholds));
  if (options.min !== undefined) builder.min(options.min);
  if (options.max !== undefined) builder.max(options.max);
  for (const [index, query] of options.queries.entries()) builder.withTarget(promQuery(query, index, false));
  return place(builder.build(), options, chartWidth, chartHeight);
}

type StatOptions = PanelText & {
  readonly unit: string;
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: number;
  readonly thresholds: readonly Threshold[];
  /** Words in the place of numbers, with their colour. */
  readonly words?: Readonly<Record<string, { readonly text: string; readonly colour: Threshold["colour"] }>>;
  readonly query: Query;
};

/** The present value, large. */
export function figure(options: StatOptions): PlacedPanel {
  const builder = new stat.PanelBuilder()
    .title(options.title)
    .description(options.description)
    .datasource(prometheusSource)
    .unit(options.unit)
    .thresholds(thresholds(options.thresholds))
    .mappings(valueMappings(options.words ?? {}))
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]).fields("").values(false))
    .colorMode(BigValueColorMode.Background)
    .graphMode(BigValueGraphMode.None)
    .textMode(options.query.legend === "" ? BigValueTextMode.Value : BigValueTextMode.ValueAndName)
    .orientation(VizOrientation.Auto)
    .overrides([])
    .withTarget(promQuery(options.query, 0, true));
  if (options.min !== undefined) builder.min(options.min);
  if (options.max !== undefined) builder.max(options.max);
  if (options.decimals !== undefined) builder.decimals(options.decimals);
  return place(builder.build(), options, 6, 4);
}

/** The present values of one query, a row a series. */
export function list(options: PanelText & { readonly unit: string; readonly query: Query }): PlacedPanel {
  const builder = new table.PanelBuilder()
    .title(options.title)
    .description(options.description)
    .datasource(prometheusSource)
    .unit(options.unit)
    .overrides([])
    .withTarget(promQuery(options.query, 0, true).format(PromQueryFormat.Table));
  return place(builder.build(), options, 24, chartHeight);
}

/** Log lines; the data source's derived field opens the trace of each. */
export function lines(options: PanelText & { readonly expr: string }): PlacedPanel {
  const builder = new logs.PanelBuilder()
    .title(options.title)
    .description(options.description)
    .datasource(lokiSource)
    .showTime(true)
    .wrapLogMessage(true)
    .enableLogDetails(true)
    .withTarget(new LokiQuery().refId("A").datasource(lokiSource).expr(options.expr));
  return place(builder.build(), options, 24, 10);
}

function place(panel: Panel, text: PanelText, width: number, height: number): PlacedPanel {
  return { panel, width: text.width ?? width, height: text.height ?? height };
}

function valueMappings(words: NonNullable<StatOptions["words"]>): ValueMapping[] {
  return Object.entries(words).map(([value, { text, colour }], index) => ({
    type: MappingType.ValueToText,
    options: { [value]: { text, color: colour, index } },
  }));
}
