import { characterBits, isOneOf } from "../characters/character-bits.ts";
import { codeAt } from "../characters/code-at.ts";
import type { BoundShape } from "./bound-shape.ts";
import type { Found } from "./found.ts";

const particle =
  /(?:van|von|de|del|della|la|le|bin|ibn|al|den|der|da|dos|di|el|ten|ter|te|zu|zur|af|av|du|do|of|and|&) /y;
const particleStarts = characterBits("vdlbiaetozaf&");

/** Whether, after a word, another capitalised one may follow. */
export function continuesCapitals(text: string, at: number): boolean {
  let next = at;
  const separator = codeAt(text, at);
  if (separator === 32) next += 1;
  else if (separator === 46 || separator === 45 || separator === 39 || separator === 0x2019) {
    next += 1;
    if (codeAt(text, next) === 32) next += 1;
    else if (codeAt(text, next) === 115 && codeAt(text, next + 1) === 32) next += 2;
  } else return false;
  const code = codeAt(text, next);
  return (
    (code >= 65 && code <= 90) || code > 127 || (code === 32 && separator === 32) || isParticle(text, next)
  );
}

function isParticle(text: string, at: number): boolean {
  if (!isOneOf(text, at, particleStarts)) return false;
  particle.lastIndex = at;
  return particle.test(text);
}

/** Where the run of capitalised words at `start` ends, by the shape's pattern; `start` where it sees none. */
export function endOfCapitals(text: string, start: number, { shape }: BoundShape): number {
  shape.pattern.lastIndex = start;
  return shape.pattern.test(text) ? shape.pattern.lastIndex : start;
}

/** What the shape finds within a run of capitalised words. */
export function matchWithin(text: string, start: number, end: number, item: BoundShape): Found | undefined {
  const { kind, strength } = item;
  const part = item.shape.within?.(text.slice(start, end), text, start);
  if (part === undefined) return undefined;
  return { start: start + part[0], end: start + part[1], kind, strength, quote: "" };
}
