import type { Labels } from "./series-source.ts";

/** What a series is called, and in what type and unit it counts; operations that make a new quantity drop these. */
const metadataLabels: ReadonlySet<string> = new Set(["__name__", "__type__", "__unit__"]);

export const emptyLabels: Labels = {};

/** The value of a label; an absent label has the empty value. */
export function labelValue(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? "") : "";
}

export function keepLabels(labels: Labels, names: ReadonlySet<string>): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => names.has(name)));
}

export function removeLabels(labels: Labels, names: ReadonlySet<string>): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.has(name)));
}

export function removeMetadata(labels: Labels): Labels {
  return removeLabels(labels, metadataLabels);
}

/** With the empty value the label is removed: in PromQL both mean the same. */
export function setLabel(labels: Labels, name: string, value: string): Labels {
  const others = Object.entries(labels).filter(([other]) => other !== name);
  return Object.fromEntries(value === "" ? others : [...others, [name, value]]);
}

/** Equal for equal label sets, whatever the order of their labels, and only for those. */
export function labelsKey(labels: Labels): string {
  const entries = Object.entries(labels).filter(([, value]) => value !== "");
  return JSON.stringify(entries.sort(compareEntries));
}

function compareEntries([left]: readonly [string, string], [right]: readonly [string, string]): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Orders label sets as Prometheus orders series: label by label, name first, then value. */
export function compareLabels(left: Labels, right: Labels): number {
  const leftEntries = Object.entries(left).sort(compareEntries);
  const rightEntries = Object.entries(right).sort(compareEntries);
  for (const [index, [name, value]] of leftEntries.entries()) {
    const other = rightEntries[index];
    if (other === undefined) return 1;
    const [otherName, otherValue] = other;
    if (name !== otherName) return name < otherName ? -1 : 1;
    if (value !== otherValue) return value < otherValue ? -1 : 1;
  }
  return leftEntries.length - rightEntries.length;
}
