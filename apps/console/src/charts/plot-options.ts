import type uPlot from "uplot";
import { formatText } from "../grafana/format-value.ts";
import type { ChartSeries, ThresholdLine } from "./chart-series.ts";
import { resolveColour, withOpacity } from "./resolve-colour.ts";
import { timeTicks } from "./time-axis.ts";

/** Room above the highest value, as a share of it. */
const headroom = 0.12;
const narrowestYAxisPixels = 44;
const pixelsACharacter = 6.6;

export interface PlotSettings {
  readonly series: readonly ChartSeries[];
  readonly hidden: ReadonlySet<string>;
  readonly unit: string;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly thresholds: readonly ThresholdLine[];
  readonly syncKey: string;
  readonly onCursor: (plot: uPlot) => void;
}

type YRange = (plot: uPlot, low: number | null, high: number | null) => uPlot.Range.MinMax;

function yRange({ min, max, thresholds }: PlotSettings): YRange {
  const highestThreshold = Math.max(0, ...thresholds.map((line) => line.value));
  return (_, low, high) => {
    const bottom = min ?? Math.min(0, low ?? 0);
    const highest = high ?? bottom;
    if (max !== undefined) return [bottom, max];
    if (highest > bottom) return [bottom, highest + (highest - bottom) * headroom];
    // A flat line at the bottom is drawn under its thresholds, which say how far off trouble is.
    return [bottom, highestThreshold > bottom ? highestThreshold * (1 + headroom) : bottom + 1];
  };
}

function drawThresholds(host: HTMLElement, lines: readonly ThresholdLine[]): (plot: uPlot) => void {
  const drawn = lines.map((line) => ({ value: line.value, colour: resolveColour(host, line.colour) }));
  return (plot) => {
    const { ctx, bbox } = plot;
    const { min, max } = plot.scales.y ?? {};
    for (const { value, colour } of drawn) {
      if (min === undefined || max === undefined || value <= min || value >= max) continue;
      const y = Math.round(plot.valToPos(value, "y", true));
      ctx.save();
      ctx.strokeStyle = colour;
      ctx.lineWidth = devicePixelRatio;
      ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      ctx.restore();
    }
  };
}

function drawnSeries(host: HTMLElement, settings: PlotSettings): uPlot.Series[] {
  return settings.series.map((series) => {
    const colour = resolveColour(host, series.colour);
    const isolated = series.values.filter((value) => value !== null).length < 3;
    return {
      label: series.name,
      show: !settings.hidden.has(series.name),
      stroke: colour,
      width: 1.6,
      points: isolated ? { show: true, size: 6, fill: colour } : { show: false },
      ...(settings.series.length === 1 ? { fill: withOpacity(colour, 0.1) } : {}),
    };
  });
}

/** uPlot's options for a time chart of the given size, with colours of the current theme. */
export function plotOptions(
  host: HTMLElement,
  size: { readonly width: number; readonly height: number },
  settings: PlotSettings,
): uPlot.Options {
  const ink = resolveColour(host, "--ink-3");
  const grid = resolveColour(host, "--line");
  const font = `11px ${getComputedStyle(host).fontFamily}`;
  const axis: uPlot.Axis = { stroke: ink, font, grid: { stroke: grid, width: 1 }, ticks: { show: false } };
  return {
    ...size,
    legend: { show: false },
    padding: [8, 10, 0, 0],
    scales: { x: { time: true }, y: { range: yRange(settings) } },
    series: [{}, ...drawnSeries(host, settings)],
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 26,
        gap: 6,
        space: 76,
        values: (_, splits, __, ___, step) => timeTicks(splits, step),
      },
      {
        ...axis,
        gap: 6,
        space: 34,
        size: (_, values) => {
          const longest = Math.max(0, ...(values ?? []).map((text) => text.length));
          return Math.max(narrowestYAxisPixels, Math.ceil(longest * pixelsACharacter) + 14);
        },
        values: (_, splits) => splits.map((value) => formatText(value, settings.unit)),
      },
    ],
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { size: 7 },
      sync: { key: settings.syncKey, scales: ["x", null] },
    },
    hooks: { draw: [drawThresholds(host, settings.thresholds)], setCursor: [settings.onCursor] },
  };
}
