import type { FloatHistogram } from "@voiceassist/histogram";
import type { Labels } from "./labels.ts";
import type { MetricMetadata } from "./series.ts";

export interface ExpositionExemplar {
  readonly labels: Labels;
  readonly value: number;
  readonly timestampMillis: number | undefined;
}

export interface ExpositionSample {
  /** With the metric's name as `__name__`. Samples of equal label sets of one memo share one object. */
  readonly labels: Labels;
  /** 0 for a native histogram. */
  readonly value: number;
  readonly histogram: FloatHistogram | undefined;
  /** `undefined` when the exposition leaves the time to the scrape. */
  readonly timestampMillis: number | undefined;
  readonly exemplars: readonly ExpositionExemplar[];
}

export interface Exposition {
  readonly ok: true;
  readonly samples: readonly ExpositionSample[];
  /** By metric family. An OpenMetrics counter's family is its name without `_total`. */
  readonly metadata: ReadonlyMap<string, MetricMetadata>;
}

export interface InvalidExposition {
  readonly ok: false;
  /** From 1: the line of a text, the metric family of a protobuf message. */
  readonly line: number;
  /** What was wrong and what would be right. Never quotes values. */
  readonly message: string;
}

export type ExpositionResult = Exposition | InvalidExposition;

/** What is wrong with an exposition. Becomes a result in `parseExposition`. */
export class ExpositionFailure extends Error {
  readonly code = "EXPOSITION_INVALID";
}

export const noExemplars: readonly ExpositionExemplar[] = [];
