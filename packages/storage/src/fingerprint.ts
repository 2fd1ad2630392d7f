import { hash } from "node:crypto";
import type { Labels } from "@voiceassist/wire";
import { BoundedMap } from "./bounded-map.ts";

const MAX_REMEMBERED_LABEL_SETS = 200_000;
const FINGERPRINT_HEX_DIGITS = 16;

/** A text that two label sets share exactly when they are equal, whatever the order of their names. */
function canonicalText(labels: Labels): string {
  const names = Object.keys(labels).sort();
  return JSON.stringify(names.map((name) => [name, labels[name]]));
}

/**
 * Identity of a series or log stream: the first 64 bits of the SHA-256 of its sorted labels, in decimal.
 * Two of a million series share one with a probability of 3e-8.
 */
export class Fingerprints {
  readonly #known = new BoundedMap<string, string>(MAX_REMEMBERED_LABEL_SETS);

  of(labels: Labels): string {
    const text = canonicalText(labels);
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const fingerprint = BigInt(`0x${hash("sha256", text).slice(0, FINGERPRINT_HEX_DIGITS)}`).toString();
    this.#known.set(text, fingerprint);
    return fingerprint;
  }
}
