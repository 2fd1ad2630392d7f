import type { GoldSpan, Sample } from "./corpus.ts";
import { goldType, redactableLogTypes } from "./gold-types.ts";

/** What the engine found in a text and made of it. */
export interface Judged {
  readonly found: readonly FoundSpan[];
  readonly redacted: string;
}

export interface FoundSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

interface TypeScore {
  readonly type: string;
  readonly gold: number;
  /** Gold spans of which at least half is found under a kind that names the same thing, a share. */
  readonly recall: number;
  /** Found spans of those kinds of which at least half is labelled with a type that they name; NaN when none was found. */
  readonly precision: number;
  /** Gold spans of which every letter and digit is masked, under any kind. */
  readonly cover: number;
  /** Gold values that survive verbatim in the output. */
  readonly leak: number;
}

export interface TextScore {
  readonly types: readonly TypeScore[];
  /** Cover and leak over the types that are PHI. */
  readonly phiCover: number;
  readonly phiLeak: number;
  /** Cover and leak over every label. */
  readonly cover: number;
  readonly leak: number;
  /** Share of the texts without any label that are changed; NaN when there is none. */
  readonly negativesChanged: number;
  readonly negatives: number;
}

/** Half of a span decides whether two spans mean the same thing: labels differ on titles, commas and house numbers. */
const sameShare = 0.5;

/** Scores labelled texts; `judge` runs the engine. */
export function scoreTexts(samples: readonly Sample[], judge: (text: string) => Judged): TextScore {
  const counts = new Map<string, Counts>();
  const founds: { readonly kind: string; readonly right: boolean }[] = [];
  let negatives = 0;
  let changed = 0;
  for (const { text, spans } of samples) {
    const { found, redacted } = judge(text);
    if (spans.length === 0) {
      negatives += 1;
      if (redacted !== text) changed += 1;
    }
    for (const span of spans) {
      const { kinds } = goldType(span.type);
      const same = found.filter(({ kind }) => kinds.includes(kind));
      const count = counts.get(span.type) ?? noCounts;
      counts.set(span.type, {
        gold: count.gold + 1,
        recalled: count.recalled + Number(overlap(span, same) >= sameShare * (span.end - span.start)),
        covered: count.covered + Number(isCovered(text, span, found)),
        leaked: count.leaked + Number(redacted.includes(span.value)),
      });
    }
    for (const span of found) {
      const named = spans.filter(({ type }) => goldType(type).kinds.includes(span.kind));
      founds.push({ kind: span.kind, right: overlap(span, named) >= sameShare * (span.end - span.start) });
    }
  }
  const types = [...counts].toSorted(([, a], [, b]) => b.gold - a.gold);
  const all = total(types.map(([, count]) => count));
  const phi = total(types.filter(([type]) => goldType(type).isPhi).map(([, count]) => count));
  return {
    types: types.map(([type, count]) => {
      const ofKind = founds.filter(({ kind }) => goldType(type).kinds.includes(kind));
      return {
        type,
        gold: count.gold,
        recall: goldType(type).kinds.length === 0 ? Number.NaN : count.recalled / count.gold,
        precision: ofKind.filter(({ right }) => right).length / ofKind.length,
        cover: count.covered / count.gold,
        leak: count.leaked / count.gold,
      };
    }),
    phiCover: phi.covered / phi.gold,
    phiLeak: phi.leaked / phi.gold,
    cover: all.covered / all.gold,
    leak: all.leaked / all.gold,
    negativesChanged: changed / negatives,
    negatives,
  };
}

/** Share of log lines with a redaction that touches no label under which one is right. */
export function scoreLogs(samples: readonly Sample[], judge: (text: string) => Judged): LogScore {
  const mistaken: { readonly id: string; readonly kinds: readonly string[] }[] = [];
  for (const { id, text, spans } of samples) {
    const { found, redacted } = judge(text);
    const redactable = spans.filter(({ type }) => redactableLogTypes.has(type));
    const wrong = found.filter((span) => overlap(span, redactable) === 0);
    if (wrong.length > 0 || (found.length === 0 && redacted !== text)) {
      mistaken.push({ id, kinds: wrong.map(({ kind }) => kind) });
    }
  }
  return { lines: samples.length, falsePositives: mistaken.length / samples.length, mistaken };
}

export interface LogScore {
  readonly lines: number;
  readonly falsePositives: number;
  readonly mistaken: readonly { readonly id: string; readonly kinds: readonly string[] }[];
}

interface Counts {
  readonly gold: number;
  readonly recalled: number;
  readonly covered: number;
  readonly leaked: number;
}

const noCounts: Counts = { gold: 0, recalled: 0, covered: 0, leaked: 0 };

function total(counts: readonly Counts[]): Counts {
  return counts.reduce(
    (sum, count) => ({
      gold: sum.gold + count.gold,
      recalled: sum.recalled + count.recalled,
      covered: sum.covered + count.covered,
      leaked: sum.leaked + count.leaked,
    }),
    noCounts,
  );
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Characters of `span` that lie in one of `others`, which may overlap each other. */
function overlap(span: Range, others: readonly Range[]): number {
  let covered = 0;
  let from = span.start;
  for (const { start, end } of others.toSorted((a, b) => a.start - b.start)) {
    const first = Math.max(start, from);
    const last = Math.min(end, span.end);
    if (last <= first) continue;
    covered += last - first;
    from = last;
  }
  return covered;
}

function isCovered(text: string, span: GoldSpan, found: readonly Range[]): boolean {
  for (let at = span.start; at < span.end; at += 1) {
    if (!/[\p{L}\p{N}]/u.test(text.charAt(at))) continue;
    if (!found.some(({ start, end }) => start <= at && at < end)) return false;
  }
  return true;
}
