import type { Position } from "../syntax/position.ts";
import { goNumber, goTwoDigits } from "./go-format.ts";

type Level = "warning" | "info";

/** What a note gathers over all the places where it is made, and says once. */
type Gathered =
  | { readonly kind: "occurrences"; readonly count: number }
  | {
      readonly kind: "monotonicity";
      readonly count: number;
      readonly firstMillis: number;
      readonly lastMillis: number;
      readonly lowestBound: number;
      readonly highestBound: number;
      readonly largestFall: number;
    };

interface Note {
  readonly level: Level;
  readonly text: string;
  readonly position: Position;
  readonly gathered: Gathered | undefined;
}

/** Collects what a query has to say beside its result; each text once, with the place where it was last made. */
export interface Annotations {
  readonly notes: Map<string, Note>;
}

export function newAnnotations(): Annotations {
  return { notes: new Map() };
}

export function warn(annotations: Annotations, text: string, position: Position): void {
  add(annotations, { level: "warning", text, position, gathered: undefined });
}

export function inform(annotations: Annotations, text: string, position: Position): void {
  add(annotations, { level: "info", text, position, gathered: undefined });
}

/** A warning that counts how often it was made. */
export function warnCounted(annotations: Annotations, text: string, position: Position): void {
  const known = annotations.notes.get(`warning ${text}`)?.gathered;
  const count = (known?.count ?? 0) + 1;
  add(annotations, { level: "warning", text, position, gathered: { kind: "occurrences", count } });
}

interface ForcedMonotonicity {
  readonly timeMillis: number;
  readonly lowestBound: number;
  readonly highestBound: number;
  readonly largestFall: number;
}

/** An info about a classic histogram whose counts fell, with the extent of it. */
export function informOfMonotonicity(
  annotations: Annotations,
  text: string,
  position: Position,
  { timeMillis, lowestBound, highestBound, largestFall }: ForcedMonotonicity,
): void {
  const known = annotations.notes.get(`info ${text}`)?.gathered;
  const before = known?.kind === "monotonicity" ? known : undefined;
  add(annotations, {
    level: "info",
    text,
    position,
    gathered: {
      kind: "monotonicity",
      count: (before?.count ?? 0) + 1,
      firstMillis: Math.min(timeMillis, before?.firstMillis ?? Number.POSITIVE_INFINITY),
      lastMillis: Math.max(timeMillis, before?.lastMillis ?? Number.NEGATIVE_INFINITY),
      lowestBound: Math.min(lowestBound, before?.lowestBound ?? Number.POSITIVE_INFINITY),
      highestBound: Math.max(highestBound, before?.highestBound ?? Number.NEGATIVE_INFINITY),
      largestFall: Math.max(largestFall, before?.largestFall ?? 0),
    },
  });
}

function add({ notes }: Annotations, note: Note): void {
  notes.set(`${note.level} ${note.text}`, note);
}

/** As Prometheus prints them: `PromQL warning: … (1:5)`. */
export function annotationTexts({ notes }: Annotations, level: Level): readonly string[] {
  return [...notes.values()].filter((note) => note.level === level).map(textOf);
}

function textOf({ level, text, position, gathered }: Note): string {
  return `PromQL ${level}: ${text}${extentOf(gathered)} (${position.line}:${position.column})`;
}

function extentOf(gathered: Gathered | undefined): string {
  switch (gathered?.kind) {
    case undefined:
      return "";
    case "occurrences":
      return gathered.count > 1 ? ` (${gathered.count} occurrences)` : "";
    case "monotonicity": {
      const { count, firstMillis, lastMillis, lowestBound, highestBound, largestFall } = gathered;
      return `, from buckets ${goNumber(lowestBound)} to ${goNumber(highestBound)}, with a max diff of ${goTwoDigits(largestFall)}, over ${count} samples from ${dateText(firstMillis)} to ${dateText(lastMillis)}`;
    }
  }
}

function dateText(millis: number): string {
  return new Date(Math.floor(millis / 1000) * 1000).toISOString().replace(".000Z", "Z");
}
