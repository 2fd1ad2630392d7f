import type { FoundKind } from "./found-span.ts";
import { type Place, placeText } from "./place.ts";

/** Places that are told apart; what is found beyond them is only counted. */
const maxPlaces = 10_000;
const maxSkipped = 10_000;

/** What a scan found and what it could not read. Never holds a value that was found. */
export interface Report {
  /** `read` counts what: files, lines, series, spans. */
  add(place: Place, kind: FoundKind, count: number): void;
  read(count: number): void;
  /** Something that is no text, and was passed over. */
  skip(what: string, reason: string): void;
  /** Something that should have been read and was not. */
  fail(problem: string): void;
  /** The scan ended at a bound; `sentence` says which and how to go on. */
  bound(sentence: string): void;
  readonly exitCode: 0 | 1 | 2;
  asText(unit: string): { readonly findings: string; readonly summary: string };
  asJson(): string;
}

export function createReport(): Report {
  const findings = new Map<string, { kind: FoundKind; place: Place; count: number }>();
  const totals = new Map<FoundKind, number>();
  const skipped: { readonly what: string; readonly reason: string }[] = [];
  const problems: string[] = [];
  const bounds = new Set<string>();
  let skippedCount = 0;
  let readCount = 0;
  let unplaced = 0;

  function totalsText(): string {
    return [...totals]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, count]) => `${kind} ${count}`)
      .join(", ");
  }

  return {
    add(place, kind, count) {
      totals.set(kind, (totals.get(kind) ?? 0) + count);
      const key = `${kind} ${JSON.stringify(place)}`;
      const known = findings.get(key);
      if (known !== undefined) known.count += count;
      else if (findings.size < maxPlaces) findings.set(key, { kind, place, count });
      else unplaced += count;
    },
    read(count) {
      readCount += count;
    },
    skip(what, reason) {
      skippedCount += 1;
      if (skipped.length < maxSkipped) skipped.push({ what, reason });
    },
    fail(problem) {
      problems.push(problem);
    },
    bound(sentence) {
      bounds.add(sentence);
    },
    get exitCode() {
      if (problems.length > 0) return 2;
      return totals.size > 0 ? 1 : 0;
    },
    asText(unit) {
      const lines = [...findings.values()].map(
        ({ kind, place, count }) => `${placeText(place)}: ${kind}${count === 1 ? "" : ` ×${count}`}\n`,
      );
      const reasons = new Map<string, number>();
      for (const { reason } of skipped) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      const summary = [
        ...problems.map((problem) => `Could not read: ${problem}`),
        ...bounds,
        ...(unplaced > 0 ? [`${unplaced} more were found after the first ${maxPlaces} places.`] : []),
        `${totals.size === 0 ? "Nothing found" : `Found ${totalsText()}`}. ${unit} read: ${readCount}.`,
        ...[...reasons].map(([reason, count]) => `Skipped: ${count}, ${reason}.`),
      ];
      return { findings: lines.join(""), summary: `${summary.join("\n")}\n` };
    },
    asJson() {
      return `${JSON.stringify(
        {
          found: [...findings.values()],
          totals: Object.fromEntries(totals),
          read: readCount,
          foundElsewhere: unplaced,
          skipped,
          skippedCount,
          bounds: [...bounds],
          problems,
        },
        undefined,
        2,
      )}\n`;
    },
  };
}
