import type { PhiKind } from "../phi-kind.ts";
import { failurePlaceholder } from "../placeholder.ts";

/** Redacts a text and tells what it replaced. */
export type Redaction = (text: string, heard: (kind: PhiKind | "failure") => void) => string;

export interface StreamLimits {
  /** Characters after a cut that are looked at before it; no pattern of a detector is longer. */
  readonly lookAheadCharacters: number;
  /** Characters held at most while no place to cut is found. */
  readonly heldCharacters: number;
}

/** So much is cut off at once, in multiples of the look-ahead: more makes fewer characters be read twice. */
const cutLookAheads = 3;
/** Places tried in one window, from its end to its start. */
export const triedPlaces: readonly number[] = [1, 0.75, 0.5, 0.25];

/** A long text, cut where its parts, redacted apart, are the whole redacted. */
export interface TextWindows {
  /** Whether a piece of the text had no place to cut: it was replaced, and what follows is dropped. */
  readonly hasFailed: boolean;
  push(text: string): string;
  end(): string;
}

/** The size of the first window, in characters. */
export function firstReach({ lookAheadCharacters, heldCharacters }: StreamLimits): number {
  return Math.min(heldCharacters, lookAheadCharacters * (cutLookAheads + 1));
}

/**
 * With a full look-ahead behind the cut, nothing that comes later can change that. The windows depend on the text alone,
 * never on the pieces in which it comes. More than `heldCharacters` without a place to cut is a failure: that and
 * everything after it is dropped, for it may belong to one identifier.
 */
export function createTextWindows(
  redact: Redaction,
  count: (kind: PhiKind | "failure") => void,
  limits: StreamLimits,
): TextWindows {
  const { lookAheadCharacters, heldCharacters } = limits;
  let pending = "";
  let reach = firstReach(limits);
  let hasFailed = false;

  return {
    get hasFailed() {
      return hasFailed;
    },
    push(text) {
      if (hasFailed) return "";
      pending += text;
      let out = "";
      while (pending.length >= reach) {
        const window = pending.slice(0, reach);
        const head = separableHead(window, spacesOf(window, reach - lookAheadCharacters), redact);
        if (head !== undefined) {
          for (const kind of head.kinds) count(kind);
          out += head.redacted;
          pending = pending.slice(head.end);
          reach = firstReach(limits);
        } else if (reach >= heldCharacters) {
          count("failure");
          hasFailed = true;
          pending = "";
          return out + failurePlaceholder;
        } else reach = Math.min(heldCharacters, reach * 2);
      }
      return out;
    },
    end() {
      const rest = pending;
      pending = "";
      return rest === "" ? "" : redact(rest, count);
    },
  };
}

/** Places after a line's end or a space, the farthest first. */
function spacesOf(window: string, limit: number): readonly number[] {
  return triedPlaces.flatMap((share) =>
    ["\n", " "].map((space) => window.lastIndexOf(space, limit * share - 1) + 1),
  );
}

interface Head {
  readonly end: number;
  readonly redacted: string;
  readonly kinds: readonly (PhiKind | "failure")[];
}

/** What stands before the first of the places at which the window can be cut; undefined where it can be at none. */
export function separableHead(
  window: string,
  places: readonly number[],
  redact: Redaction,
): Head | undefined {
  const possible = places.filter((place, index) => place > 0 && places.indexOf(place) === index);
  if (possible.length === 0) return undefined;
  const whole = redact(window, () => {});
  for (const end of possible) {
    const kinds: (PhiKind | "failure")[] = [];
    const redacted = redact(window.slice(0, end), (kind) => kinds.push(kind));
    if (whole.startsWith(redacted) && redacted + redact(window.slice(end), () => {}) === whole) {
      return { end, redacted, kinds };
    }
  }
  return undefined;
}
