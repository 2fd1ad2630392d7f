import type { FloatHistogram } from "@voiceassist/histogram";
import type { Labels } from "../series-source.ts";

/** `tellsReset`: the script says what is known of a counter reset, and the answer must say the same. */
export interface ScriptHistogram {
  readonly histogram: FloatHistogram;
  readonly tellsReset: boolean;
}

/** A sample of a load line: a number, a gap, a staleness marker, or a native histogram. */
export type ScriptSample = number | "gap" | "stale" | ScriptHistogram;

export interface ScriptSeries {
  readonly labels: Labels;
  readonly samples: readonly ScriptSample[];
  /** From each sample's time back to its counter's start, in milliseconds; a gap: not known. */
  readonly starts?: readonly (number | "gap")[];
}

export interface LoadCommand {
  readonly kind: "load";
  readonly stepMillis: number;
  /** Whether classic histograms are loaded as native ones with custom buckets, too. */
  readonly addsCustomBuckets: boolean;
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
