import type { Labels } from "../series-source.ts";

/** A sample of a load line: a number, a gap, a staleness marker, or a native histogram, which is not built. */
export type ScriptSample = number | "gap" | "stale" | "histogram";

export interface ScriptSeries {
  readonly labels: Labels;
  readonly samples: readonly ScriptSample[];
}

export interface LoadCommand {
  readonly kind: "load";
  readonly stepMillis: number;
  readonly series: readonly ScriptSeries[];
}

export interface Expectations {
  readonly fails: boolean;
  readonly failMessage: TextMatch | undefined;
  readonly ordered: boolean;
  readonly warnings: AnnotationExpectation;
  readonly infos: AnnotationExpectation;
  readonly text: string | undefined;
  readonly rangeVector: TimeRange | undefined;
}

export type TextMatch = { readonly kind: "text" | "regex"; readonly value: string };

/** `any`: nothing is said about them. */
export type AnnotationExpectation =
  | { readonly kind: "any" }
  | { readonly kind: "none" }
  | { readonly kind: "some"; readonly matches: readonly TextMatch[] };

interface TimeRange {
  readonly startMillis: number;
  readonly endMillis: number;
  readonly stepMillis: number;
}

export type ExpectedResult =
  | { readonly kind: "series"; readonly series: readonly ScriptSeries[] }
  | { readonly kind: "number"; readonly value: number };

export interface EvalCommand {
  readonly kind: "eval";
  readonly line: number;
  readonly query: string;
  readonly time:
    | { readonly kind: "instant"; readonly timeMillis: number }
    | ({ readonly kind: "range" } & TimeRange);
  readonly expectations: Expectations;
  readonly result: ExpectedResult;
}

export type ScriptCommand = LoadCommand | EvalCommand | { readonly kind: "clear" };
