import type { Random } from "../phi/random.ts";

export function randomBytes(random: Random, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, () => random(256));
}

/** A valid input with a few bytes changed, parts cut out, and parts repeated. */
export function mutated(valid: Uint8Array, random: Random): Uint8Array {
  let bytes = [...valid];
  const place = (): number => random(bytes.length + 1);
  const edits = 1 + random(8);
  for (let edit = 0; edit < edits; edit++) {
    const [first, second] = [place(), place()].sort((left, right) => left - right);
    const kind = random(5);
    if (kind === 0) bytes[first ?? 0] = random(256);
    else if (kind === 1) bytes.splice(first ?? 0, 1 + random(20));
    else if (kind === 2) bytes = bytes.slice(0, second);
    else if (kind === 3) bytes.splice(first ?? 0, 0, ...bytes.slice(first, (first ?? 0) + 500));
    else bytes.splice(first ?? 0, 0, ...randomBytes(random, random(16)));
  }
  return Uint8Array.from(bytes);
}
