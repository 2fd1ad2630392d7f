import { type RefObject, useEffect, useRef, useState } from "react";
import uPlot from "uplot";
import { useTheme } from "../shell/theme.ts";
import type { TimeRange } from "../time/time-range.ts";
import type { ChartData, ThresholdLine } from "./chart-series.ts";
import { plotOptions } from "./plot-options.ts";

/** Where the crosshair is: an instant's index and pixels from the plot's left. */
export interface CursorPosition {
  readonly index: number;
  readonly leftPixels: number;
  /** The pointer or the keyboard is in this chart, not in one that is synchronised with it. */
  readonly own: boolean;
}

export interface PlotInput {
  readonly data: ChartData;
  readonly window: TimeRange;
  readonly unit: string;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly thresholds: readonly ThresholdLine[];
  readonly hidden: ReadonlySet<string>;
  readonly syncKey: string;
}

export interface Plot {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly cursor: CursorPosition | undefined;
  /** Moves the crosshair by whole instants; undefined takes it away. */
  readonly moveCursor: (by: number | undefined) => void;
}

function aligned(data: ChartData): uPlot.AlignedData {
  return [[...data.times], ...data.series.map((series) => [...series.values])];
}

/** Keeps one uPlot in an element. It is made anew when its series or the theme change; new values only move the lines. */
export function usePlot(input: PlotInput): Plot {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const [cursor, setCursor] = useState<CursorPosition>();
  const [theme] = useTheme();
  const latest = useRef(input);
  latest.current = input;

  const { data, window: shown, hidden, syncKey, unit } = input;
  const shape = JSON.stringify([
    data.series.map((series) => [series.name, series.colour]),
    [...hidden],
    unit,
  ]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: shape and theme are what asks for another plot
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const onCursor = (changed: uPlot) => {
      const { idx, left = -1 } = changed.cursor;
      if (idx === null || idx === undefined || left < 0) return setCursor(undefined);
      const own = changed.over.matches(":hover") || element === document.activeElement;
      setCursor({ index: idx, leftPixels: left + changed.over.offsetLeft, own });
    };
    const size = { width: element.clientWidth, height: element.clientHeight };
    const settings = { ...latest.current, series: latest.current.data.series, onCursor };
    const made = new uPlot(plotOptions(element, size, settings), aligned(latest.current.data), element);
    const { fromSeconds, toSeconds } = latest.current.window;
    made.setScale("x", { min: fromSeconds, max: toSeconds });
    plot.current = made;
    const observer = new ResizeObserver(() => {
      made.setSize({ width: element.clientWidth, height: element.clientHeight });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = undefined;
      setCursor(undefined);
    };
  }, [shape, theme, syncKey]);

  useEffect(() => {
    const drawn = plot.current;
    if (drawn === undefined || drawn.series.length !== data.series.length + 1) return;
    drawn.batch(() => {
      drawn.setData(aligned(data), false);
      drawn.setScale("x", { min: shown.fromSeconds, max: shown.toSeconds });
    });
  }, [data, shown]);

  const moveCursor = (by: number | undefined): void => {
    const drawn = plot.current;
    if (drawn === undefined) return;
    if (by === undefined) {
      drawn.setCursor({ left: -10, top: -10 });
      return;
    }
    const last = data.times.length - 1;
    const index = Math.min(last, Math.max(0, (cursor?.index ?? last) + by));
    drawn.setCursor({ left: drawn.valToPos(data.times[index] ?? 0, "x"), top: 1 });
  };

  return { host, cursor, moveCursor };
}
