import type { PhiKind } from "@voiceassist/phi";
import type { AppendOutcome, KnownSeries, MetricStore } from "@voiceassist/storage";
import type {
  EncodedSeries,
  Exemplar,
  KnowSeries,
  LabelsResult,
  MetricMetadata,
  RemoteWrite,
  SeriesExtras,
} from "@voiceassist/wire";
import type { ObservatoryMetrics } from "../own/observatory-metrics.ts";
import { createEncodedCache } from "./encoded-cache.ts";
import { createFieldRedactor } from "./field-redactor.ts";
import { createKeyedSuffix } from "./keyed-suffix.ts";
import { createVerdictCache } from "./verdict-cache.ts";

/** What became of a request. */
export interface RemoteWritten extends AppendOutcome {
  readonly tooNew: number;
  /** Series that were left out, by reason. */
  readonly invalidSeries: ReadonlyMap<string, number>;
}

export interface RemoteWriteDoor {
  /** What a series of a request is known by, redacted the first time it is met. */
  readonly encoded: EncodedSeries<SeriesVerdict>;
  readonly know: KnowSeries<SeriesVerdict>;
  readonly write: (request: RemoteWrite<SeriesVerdict>) => Promise<RemoteWritten>;
}

type Found = readonly { readonly kind: PhiKind | "failure"; readonly count: number }[];

/** A series after redaction: its labels are looked at once, however often it is written. */
type SeriesVerdict =
  | { readonly ok: true; readonly series: KnownSeries; readonly found: Found }
  | { readonly ok: false; readonly reason: string };

const cacheGenerationSize = 100_000;
/** Prometheus' own bound on samples from the future. */
const maxAheadMillis = 10 * 60_000;

export function createRemoteWriteDoor(
  store: Pick<MetricStore, "seriesOf" | "appendBatch">,
  metrics: ObservatoryMetrics,
  seriesKey: Uint8Array,
  nowMillis: () => number,
): RemoteWriteDoor {
  let found: { kind: PhiKind | "failure"; count: number }[] = [];
  const redactor = createFieldRedactor((kind, count) => {
    found.push({ kind, count });
  }, createKeyedSuffix(seriesKey));
  const encoded = createEncodedCache<SeriesVerdict>(cacheGenerationSize, verdictOf);
  const verdicts = createVerdictCache<string, SeriesVerdict>(cacheGenerationSize);

  function count(kinds: Found): void {
    for (const { kind, count: times } of kinds) {
      metrics.redactions.add(
        { boundary: "remote_write", signal: "metrics", type: kind.toLowerCase() },
        times,
      );
    }
  }

  function counted<Value>(redact: () => Value): Value {
    found = [];
    const redacted = redact();
    count(found);
    return redacted;
  }

  const know: KnowSeries<SeriesVerdict> = (key, labels) => {
    const known = verdicts.get(key);
    if (known !== undefined) return known;
    const verdict = verdictOf(labels());
    verdicts.set(key, verdict);
    return verdict;
  };

  function verdictOf(decoded: LabelsResult): SeriesVerdict {
    if (!decoded.ok) return decoded;
    found = [];
    return { ok: true, series: store.seriesOf(redactor.labels(decoded.labels)), found };
  }

  function redactExemplar(exemplar: Exemplar): Exemplar {
    return { ...exemplar, labels: redactor.labels(exemplar.labels) };
  }

  function redactMetadata({ type, help, unit }: MetricMetadata): MetricMetadata {
    return { type, help: redactor.text(help), unit: redactor.text(unit) };
  }

  function redactExtras({ histograms, exemplars, metadata }: SeriesExtras): SeriesExtras {
    return {
      histograms,
      exemplars: exemplars.map(redactExemplar),
      metadata: metadata && redactMetadata(metadata),
    };
  }

  async function write(request: RemoteWrite<SeriesVerdict>): Promise<RemoteWritten> {
    const latestMillis = nowMillis() + maxAheadMillis;
    const invalidSeries = new Map<string, number>();
    const series: KnownSeries[] = [];
    const sampleEnds: number[] = [];
    const extras = new Map<number, SeriesExtras>();
    const { timestamps, values } = request;
    let from = 0;
    let kept = 0;
    let tooNew = 0;
    const kinds = new Map<PhiKind | "failure", number>();
    for (const [place, verdict] of request.known.entries()) {
      const until = request.sampleEnds[place] ?? 0;
      if (!verdict.ok) {
        invalidSeries.set(verdict.reason, (invalidSeries.get(verdict.reason) ?? 0) + 1);
        from = until;
        continue;
      }
      for (const { kind, count: times } of verdict.found) kinds.set(kind, (kinds.get(kind) ?? 0) + times);
      for (; from < until; from++) {
        const timestampMillis = timestamps[from] ?? 0;
        if (timestampMillis > latestMillis || timestampMillis < 0) tooNew += 1;
        else {
          // What is kept moves to the front of the columns, bits and all.
          if (kept !== from) {
            timestamps[kept] = timestampMillis;
            values.copyWithin(kept, from, from + 1);
          }
          kept += 1;
        }
      }
      const given = request.extras.get(place);
      if (given !== undefined) {
        const histograms = given.histograms.filter(({ timestampMillis }) => {
          const isPossible = timestampMillis >= 0 && timestampMillis <= latestMillis;
          if (!isPossible) tooNew += 1;
          return isPossible;
        });
        extras.set(
          series.length,
          counted(() => redactExtras({ ...given, histograms })),
        );
      }
      series.push(verdict.series);
      sampleEnds.push(kept);
    }
    count([...kinds].map(([kind, times]) => ({ kind, count: times })));
    const families = counted(
      () =>
        new Map(
          [...request.metadata].map(([name, metadata]) => [redactor.name(name), redactMetadata(metadata)]),
        ),
    );
    const outcome = await store.appendBatch({
      series,
      sampleEnds,
      extras,
      timestamps: timestamps.subarray(0, kept),
      values: values.subarray(0, kept),
      families,
    });
    metrics.records.add(
      { boundary: "remote_write", signal: "metrics" },
      outcome.samples + outcome.histograms,
    );
    return { ...outcome, tooNew, invalidSeries };
  }

  return { encoded, know, write };
}
