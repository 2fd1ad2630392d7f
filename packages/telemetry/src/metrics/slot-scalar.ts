import type { BoundCounter, BoundGauge, Counter, Gauge, MetricDefinition } from "../metrics.ts";
import type { FamilySample, MetricFamily } from "./metric-family.ts";
import type { SlotTable } from "./slot-table.ts";
import { SlotValues } from "./slot-values.ts";

/** A counter or gauge: one number a slot. */
export class SlotScalar<Name extends string> implements Counter<Name>, Gauge<Name>, MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge";
  private readonly table: SlotTable;
  private readonly values = new SlotValues(1);

  constructor(type: "counter" | "gauge", definition: MetricDefinition<Name>, table: SlotTable) {
    this.name = definition.name;
    this.help = definition.help;
    this.type = type;
    this.table = table;
  }

  add(labels: Readonly<Record<Name, string>>, amount = 1): void {
    this.increase(this.values.offsetOf(this.table.slotOf(labels)), amount);
  }

  set(labels: Readonly<Record<Name, string>>, value: number): void {
    this.values.numbers[this.values.offsetOf(this.table.slotOf(labels))] = value;
  }

  with(labels: Readonly<Record<Name, string>>): BoundCounter & BoundGauge {
    const { values } = this;
    const offset = values.offsetOf(this.table.slotOf(labels));
    return {
      add: (amount = 1) => this.increase(offset, amount),
      set(value) {
        values.numbers[offset] = value;
      },
    };
  }

  *samples(): Iterable<FamilySample> {
    for (const [slot, labels] of this.table.shown.entries()) {
      yield { suffix: "", labels, value: this.values.numbers[slot] ?? 0 };
    }
  }

  private increase(offset: number, amount: number): void {
    if (this.type === "counter" && !(amount >= 0)) return;
    const { numbers } = this.values;
    numbers[offset] = (numbers[offset] ?? 0) + amount;
  }
}
