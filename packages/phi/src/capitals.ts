import type { BoundShape } from "./bound-shape.ts";
import { characterBits, isOneOf } from "./character-bits.ts";
import { type Found, strengths } from "./found.ts";

const particle =
  /(?:van|von|de|del|della|la|le|bin|ibn|al|den|der|da|dos|di|el|ten|ter|te|zu|zur|af|av|du|do|of|and|&) /y;
const particleStarts = characterBits("vdlbiaetozaf&");

/** Whether, after a word, another capitalised one may follow. */
export function continuesCapitals(text: string, at: number): boolean {
  let next = at;
  const separator = at < text.length ? text.charCodeAt(at) : 0;
  if (separator === 32) next += 1;
  else if (separator === 46 || separator === 45 || separator === 39 || separator === 0x2019) {
    next += 1;
    if (text.charCodeAt(next) === 32) next += 1;
    else if (text.charCodeAt(next) === 115 && text.charCodeAt(next + 1) === 32) next += 2;
  } else return false;
  if (next >= text.length) return false;
  const code = text.charCodeAt(next);
  return (
    (code >= 65 && code <= 90) || code > 127 || (code === 32 && separator === 32) || isParticle(text, next)
  );
}

function isParticle(text: string, at: number): boolean {
  if (!isOneOf(text, at, particleStarts)) return false;
  particle.lastIndex = at;
  return particle.test(text);
}

/** Tries a shape at a run of capitalised words; returns where the run ends. */
export function tryCapitals(text: string, start: number, item: BoundShape, found: Found[]): number {
  const { pattern, within, strength } = item.shape;
  pattern.lastIndex = start;
  if (!pattern.test(text)) return start;
  const end = pattern.lastIndex;
  const part = within?.(text.slice(start, end), text, start);
  if (part !== undefined) {
    const [from, to] = part;
    const { kind } = item.detector;
    found.push({ start: start + from, end: start + to, kind, strength: strengths[strength], quote: "" });
  }
  return end;
}
