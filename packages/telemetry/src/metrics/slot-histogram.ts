import type { BoundHistogram, Exemplar, Histogram, HistogramDefinition } from "../metrics.ts";
import type { FamilySample, MetricFamily, RecordedExemplar } from "./metric-family.ts";
import type { SlotTable } from "./slot-table.ts";
import { SlotValues } from "./slot-values.ts";

/** A newer exemplar of a bucket replaces an older one only after this time: nobody scrapes more often. */
const exemplarLifeMillis = 1_000;

export interface HistogramParts {
  readonly table: SlotTable;
  readonly activeExemplar: () => Exemplar | undefined;
}

/** Of a slot: a count for each bucket and for what exceeds all of them, then the sum. */
export class SlotHistogram<Name extends string> implements Histogram<Name>, MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly type = "histogram";
  private readonly bounds: Float64Array;
  private readonly table: SlotTable;
  private readonly activeExemplar: () => Exemplar | undefined;
  private readonly values: SlotValues;
  /** By slot and bucket. */
  private readonly exemplars: (RecordedExemplar | undefined)[] = [];

  constructor(definition: HistogramDefinition<Name>, { table, activeExemplar }: HistogramParts) {
    this.name = definition.name;
    this.help = definition.help;
    this.bounds = Float64Array.from(definition.buckets);
    this.table = table;
    this.activeExemplar = activeExemplar;
    this.values = new SlotValues(definition.buckets.length + 2);
  }

  observe(labels: Readonly<Record<Name, string>>, value: number): void {
    this.record(this.values.offsetOf(this.table.slotOf(labels)), value, this.activeExemplar());
  }

  with(labels: Readonly<Record<Name, string>>): BoundHistogram {
    const offset = this.values.offsetOf(this.table.slotOf(labels));
    return { observe: (value, exemplar) => this.record(offset, value, exemplar) };
  }

  *samples(): Iterable<FamilySample> {
    const { bounds, values } = this;
    for (const [slot, labels] of this.table.shown.entries()) {
      const offset = slot * values.width;
      const others = labels === "" ? "" : `,${labels}`;
      let count = 0;
      for (let bucket = 0; bucket <= bounds.length; bucket += 1) {
        count += values.numbers[offset + bucket] ?? 0;
        const bound = bounds[bucket];
        const exemplar = this.exemplars[offset + bucket];
        yield {
          suffix: "_bucket",
          labels: `le="${bound === undefined ? "+Inf" : bound}"${others}`,
          value: count,
          ...(exemplar !== undefined && { exemplar }),
        };
      }
      yield { suffix: "_sum", labels, value: values.numbers[offset + bounds.length + 1] ?? 0 };
      yield { suffix: "_count", labels, value: count };
    }
  }

  private record(offset: number, value: number, exemplar: Exemplar | undefined): void {
    // NaN would spoil the sum for ever.
    if (Number.isNaN(value)) return;
    const { bounds } = this;
    const { numbers } = this.values;
    let bucket = 0;
    while (bucket < bounds.length && value > (bounds[bucket] ?? 0)) bucket += 1;
    const sum = offset + bounds.length + 1;
    numbers[offset + bucket] = (numbers[offset + bucket] ?? 0) + 1;
    numbers[sum] = (numbers[sum] ?? 0) + value;
    if (exemplar !== undefined) this.keepExemplar(offset + bucket, value, exemplar);
  }

  private keepExemplar(place: number, value: number, { traceId, spanId }: Exemplar): void {
    const timestampMillis = Date.now();
    const last = this.exemplars[place];
    if (last !== undefined && timestampMillis - last.timestampMillis < exemplarLifeMillis) return;
    this.exemplars[place] = { traceId, spanId, value, timestampMillis };
  }
}
