import { hash } from "node:crypto";
import type { Labels } from "@voiceassist/wire";
import { BoundedMap } from "./bounded-map.ts";

const MAX_REMEMBERED_LABEL_SETS = 200_000;
const ID_HEX_DIGITS = 16;

/** A text that two label sets share exactly when they are equal, whatever the order of their names. */
export function canonicalText(labels: Labels): string {
  const names = Object.keys(labels).sort();
  return JSON.stringify(names.map((name) => [name, labels[name]]));
}

/** The first 64 bits of the SHA-256. Two of a million texts share them with a probability of 3e-8. */
export function idOf(text: string): bigint {
  return BigInt(`0x${hash("sha256", text).slice(0, ID_HEX_DIGITS)}`);
}

/** Identity of a log stream: the id of its sorted labels, in decimal. */
export class Fingerprints {
  readonly #known = new BoundedMap<string, string>(MAX_REMEMBERED_LABEL_SETS);

  of(labels: Labels): string {
    const text = canonicalText(labels);
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const fingerprint = idOf(text).toString();
    this.#known.set(text, fingerprint);
    return fingerprint;
  }
}
