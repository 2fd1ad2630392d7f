import type { Labels } from "./series-source.ts";

/** What a series is called, and in what type and unit it counts; operations that make a new quantity drop these. */
const metadataLabels: ReadonlySet<string> = new Set(["__name__", "__type__", "__unit__"]);

export const emptyLabels: Labels = {};

/** The value of a label; an absent label has the empty value. */
export function labelValue(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? "") : "";
}

export function keepLabels(labels: Labels, names: ReadonlySet<string>): Labels {
  return filtered(labels, (name) => names.has(name));
}

export function removeLabels(labels: Labels, names: ReadonlySet<string>): Labels {
  return filtered(labels, (name) => !names.has(name));
}

export function removeMetadata(labels: Labels): Labels {
  return removeLabels(labels, metadataLabels);
}

/** Whether a name changes nothing when the metadata labels go. */
export function metadataOf(labels: Labels): string {
  return `${labelValue(labels, "__name__")}\n${labelValue(labels, "__type__")}\n${labelValue(labels, "__unit__")}`;
}

function filtered(labels: Labels, keeps: (name: string) => boolean): Labels {
  const kept: Record<string, string> = {};
  for (const name of Object.keys(labels)) {
    if (keeps(name)) defineLabel(kept, name, labels[name] ?? "");
  }
  return kept;
}

/** With the empty value the label is removed: in PromQL both mean the same. */
export function setLabel(labels: Labels, name: string, value: string): Labels {
  const changed: Record<string, string> = {};
  for (const other of Object.keys(labels)) {
    if (other !== name) defineLabel(changed, other, labels[other] ?? "");
  }
  if (value !== "") defineLabel(changed, name, value);
  return changed;
}

/** A label may be called `__proto__`, to which an assignment does something else. */
function defineLabel(labels: Record<string, string>, name: string, value: string): void {
  if (name === "__proto__") {
    Object.defineProperty(labels, name, { value, enumerable: true, configurable: true, writable: true });
  } else labels[name] = value;
}

/** Equal for equal label sets, whatever the order of their labels, and only for those. */
export function labelsKey(labels: Labels): string {
  let key = "";
  for (const name of sortedNames(labels)) {
    const value = labels[name] ?? "";
    if (value !== "") key += `${name.length}:${name}${value.length}:${value}`;
  }
  return key;
}

/** Label sets mostly come in order already. */
function sortedNames(labels: Labels): readonly string[] {
  const names = Object.keys(labels);
  for (let place = 1; place < names.length; place++) {
    if ((names[place] ?? "") < (names[place - 1] ?? "")) return names.sort();
  }
  return names;
}

/** Orders label sets as Prometheus orders series: label by label, name first, then value. */
export function compareLabels(left: Labels, right: Labels): number {
  const leftNames = sortedNames(left);
  const rightNames = sortedNames(right);
  const shared = Math.min(leftNames.length, rightNames.length);
  for (let place = 0; place < shared; place++) {
    const name = leftNames[place] ?? "";
    const otherName = rightNames[place] ?? "";
    if (name !== otherName) return name < otherName ? -1 : 1;
    const value = left[name] ?? "";
    const otherValue = right[name] ?? "";
    if (value !== otherValue) return value < otherValue ? -1 : 1;
  }
  return leftNames.length - rightNames.length;
}
