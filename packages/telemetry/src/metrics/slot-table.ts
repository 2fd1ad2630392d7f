/** Distinct values of one label; the next ones become `_other`. */
export const labelValueLimit = 200;
/** Label sets of one metric; the next ones become `_other` in every label. */
export const seriesLimit = 2_000;
/** Longer values are cut. */
const labelLengthCharacters = 128;
/** Raw label sets whose slot is remembered: many raw sets can share one redacted set, so this needs its own bound. */
const rememberedLimit = 2 * seriesLimit;

const overflow = "_other";
// Keys of redacted label sets: no label value of a service holds it.
const separator = "\u0000";

type Node = Map<unknown, Node | number>;

export interface SlotTableOptions {
  readonly labels: readonly string[];
  /** One label's value as it may be shown; what is no text is shown as an empty one. */
  readonly redact: (label: string, value: string) => unknown;
  /** Told of each value that is replaced by `_other`. */
  readonly onOverflow: () => void;
}

/**
 * Gives each label set of one metric a number, its slot, from 0. Values are redacted, cut and bounded in number once,
 * when a set is first seen; afterwards a set costs one look-up a label.
 */
export class SlotTable {
  /** Label sets as they are shown, `method="GET",endpoint="/beds/:id"`, by slot. */
  readonly shown: string[] = [];
  private readonly options: SlotTableOptions;
  private readonly root: Node = new Map();
  private readonly slots = new Map<string, number>();
  private readonly valuesOf: readonly Set<string>[];
  private remembered = 0;

  constructor(options: SlotTableOptions) {
    this.options = options;
    this.valuesOf = options.labels.map(() => new Set());
  }

  slotOf(values: Readonly<Record<string, unknown>>): number {
    const { labels } = this.options;
    if (labels.length === 0 && this.shown.length > 0) return 0;
    let node: Node | number | undefined = this.root;
    for (let index = 0; index < labels.length; index += 1) {
      // The loop ends at the depth at which numbers stand.
      node = (node as Node).get(values[labels[index] as string]);
      if (node === undefined) return this.makeSlot(values);
    }
    return typeof node === "number" ? node : this.makeSlot(values);
  }

  private makeSlot(values: Readonly<Record<string, unknown>>): number {
    const { labels, onOverflow } = this.options;
    let safe = labels.map((label, index) => this.safeValue(index, label, String(values[label])));
    let key = safe.join(separator);
    if (!this.slots.has(key) && this.slots.size >= seriesLimit) {
      onOverflow();
      safe = labels.map(() => overflow);
      key = safe.join(separator);
    }
    let slot = this.slots.get(key);
    if (slot === undefined) {
      slot = this.shown.length;
      this.slots.set(key, slot);
      this.shown.push(safe.map((value, index) => `${labels[index]}="${escapeLabelValue(value)}"`).join(","));
    }
    this.remember(values, slot);
    return slot;
  }

  private safeValue(index: number, label: string, raw: string): string {
    const redacted = this.options.redact(label, raw);
    const value = typeof redacted === "string" ? redacted.slice(0, labelLengthCharacters) : "";
    const known = this.valuesOf[index];
    if (known === undefined || known.has(value)) return value;
    if (known.size >= labelValueLimit) {
      this.options.onOverflow();
      return overflow;
    }
    known.add(value);
    return value;
  }

  private remember(values: Readonly<Record<string, unknown>>, slot: number): void {
    const { labels } = this.options;
    if (labels.length === 0 || this.remembered >= rememberedLimit) return;
    this.remembered += 1;
    let node = this.root;
    for (const label of labels.slice(0, -1)) {
      let next = node.get(values[label]);
      if (!(next instanceof Map)) {
        next = new Map();
        node.set(values[label], next);
      }
      node = next;
    }
    node.set(values[labels.at(-1) as string], slot);
  }
}

/** Prometheus text format, "Comments, help text, and type information". */
function escapeLabelValue(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');
}
