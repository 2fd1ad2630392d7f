import { compileMatcher, type LabelMatcher } from "@voiceassist/promql";
import type { Labels } from "@voiceassist/wire";
import type { ClickHouse } from "./clickhouse.ts";
import { canonicalText } from "./fingerprint.ts";
import { createSeriesEntry, type SeriesEntry } from "./series-entry.ts";
import { StoreError } from "./store-error.ts";

interface IndexedRow {
  readonly label_set: Labels;
  readonly first_day: number;
  readonly last_day: number;
  readonly has_histograms: number;
}

const METRIC_NAME = "__name__";

/**
 * The series of the store in memory, by metric: finding them there costs a hundredth of asking ClickHouse. It knows all
 * of them (`isComplete`) until there are more than `maxSeries`; from then on it holds the newest, and reads ask ClickHouse.
 */
export class SeriesIndex {
  readonly #maxSeries: number;
  readonly #byLabels = new Map<string, SeriesEntry>();
  readonly #byMetric = new Map<string, Set<SeriesEntry>>();
  #isComplete = false;

  constructor(maxSeries: number) {
    this.#maxSeries = maxSeries;
  }

  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Reads what an earlier process wrote. To be called once, before anything else. */
  async load(clickHouse: ClickHouse): Promise<void> {
    const rows = (await clickHouse.rows(
      `SELECT any(labels) AS label_set, toInt32(min(day)) AS first_day, toInt32(max(day)) AS last_day, max(histograms) AS has_histograms
FROM voiceassist.metric_series
GROUP BY metric, fingerprint
LIMIT {limit:UInt64}`,
      { limit: this.#maxSeries + 1 },
    )) as readonly IndexedRow[];
    this.#isComplete = rows.length <= this.#maxSeries;
    if (!this.#isComplete) return;
    for (const row of rows) {
      const entry = this.#add(row.label_set, canonicalText(row.label_set), Number.NaN);
      entry.firstDay = row.first_day;
      entry.lastDay = row.last_day;
      entry.hasHistograms = row.has_histograms === 1;
    }
  }

  /** The series of these labels, which is new when nobody has written to it. */
  entryOf(labels: Labels): SeriesEntry {
    const canonical = canonicalText(labels);
    const known = this.#byLabels.get(canonical);
    if (known !== undefined) return known;
    if (this.#byLabels.size >= this.#maxSeries) this.#forgetOldest();
    return this.#add(labels, canonical, this.#isComplete ? Number.NEGATIVE_INFINITY : Number.NaN);
  }

  /** Series that match all matchers and have samples in the days from `firstDay` to `lastDay`; only when complete. */
  match(matchers: readonly LabelMatcher[], firstDay: number, lastDay: number): SeriesEntry[] {
    const tests = matchers.map((matcher) => {
      const compiled = compileMatcher(matcher);
      if (compiled.ok) return compiled.matches;
      throw new StoreError("STORE_REGEXP_INVALID", "A regular expression is not valid RE2; correct it.");
    });
    const found: SeriesEntry[] = [];
    for (const entries of this.#candidates(matchers)) {
      for (const entry of entries) {
        if (entry.firstDay > lastDay || entry.lastDay < firstDay) continue;
        if (tests.every((matches) => matches(entry.labels))) found.push(entry);
      }
    }
    return found;
  }

  all(): Iterable<SeriesEntry> {
    return this.#byLabels.values();
  }

  get isEmpty(): boolean {
    return this.size === 0;
  }

  get size(): number {
    return this.#byLabels.size;
  }

  /** How many series of this metric there are, whatever their days. */
  sizeOf(metric: string): number {
    return this.#byMetric.get(metric)?.size ?? 0;
  }

  /** To be called when all its samples are deleted. Who writes to the series may still hold it. */
  empty(entry: SeriesEntry): void {
    entry.generation += 1;
    entry.firstDay = Number.POSITIVE_INFINITY;
    entry.lastDay = Number.NEGATIVE_INFINITY;
    entry.committedDay = Number.NEGATIVE_INFINITY;
    entry.newestMillis = Number.NEGATIVE_INFINITY;
  }

  #candidates(matchers: readonly LabelMatcher[]): Iterable<Iterable<SeriesEntry>> {
    const exact = matchers.find(({ name, operator }) => name === METRIC_NAME && operator === "=");
    if (exact === undefined) return this.#byMetric.values();
    const entries = this.#byMetric.get(exact.value);
    return entries === undefined ? [] : [entries];
  }

  #add(labels: Labels, canonical: string, newestMillis: number): SeriesEntry {
    const entry = createSeriesEntry(labels, canonical, newestMillis);
    this.#byLabels.set(canonical, entry);
    const siblings = this.#byMetric.get(entry.metric);
    if (siblings === undefined) this.#byMetric.set(entry.metric, new Set([entry]));
    else siblings.add(entry);
    return entry;
  }

  #forgetOldest(): void {
    this.#isComplete = false;
    const [oldest] = this.#byLabels.values();
    if (oldest === undefined) return;
    this.#byLabels.delete(canonicalText(oldest.labels));
    this.#byMetric.get(oldest.metric)?.delete(oldest);
  }
}
