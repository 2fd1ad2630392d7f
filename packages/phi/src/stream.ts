import type { PhiKind } from "./phi-kind.ts";
import { failurePlaceholder } from "./placeholder.ts";
import type { TextStream } from "./redactor.ts";
import { watchJson } from "./stream-json.ts";

export interface StreamLimits {
  /** Characters after a cut that are looked at before it; no pattern of a detector is longer. */
  readonly lookAheadCharacters: number;
  /** Characters held at most while no place to cut is found. */
  readonly heldCharacters: number;
}

/** The longest bounded pattern, a JSON Web Token, has 24,593 characters. */
const usualLimits: StreamLimits = { lookAheadCharacters: 32_768, heldCharacters: 1_048_576 };
/** So much is cut off at once, in multiples of the look-ahead: more makes fewer characters be read twice. */
const cutLookAheads = 3;
/** Places tried in one window, from its end to its start, at a line's end and at a space. */
const triedPlaces = [1, 0.75, 0.5, 0.25];

export interface StreamParts {
  /** Whether the text starts a message that must be read as a whole. */
  readonly isMessage: (text: string) => boolean;
  /** The redacted text of a whole text; counts. */
  readonly whole: (text: string) => string;
  /** The redacted text of a part of a text that is no JSON. */
  readonly part: (text: string, heard: (kind: PhiKind) => void) => string;
  readonly count: (kind: PhiKind | "failure") => void;
}

/**
 * Cuts only where the parts, redacted apart, are the whole redacted: with a full look-ahead behind the cut, nothing that
 * comes later can change that. The windows depend on the text alone, never on the chunks. What could be one JSON
 * document is held, since its numbers need quotation marks; so are a message of segments and a value that has not ended. More than `heldCharacters`
 * without a place to cut is a failure: that and everything after it is dropped, for it may belong to one identifier.
 */
export function createTextStream(parts: StreamParts, limits: StreamLimits = usualLimits): TextStream {
  const { lookAheadCharacters, heldCharacters } = limits;
  const firstReach = Math.min(heldCharacters, lookAheadCharacters * (cutLookAheads + 1));
  const json = watchJson();
  let pending = "";
  let reach = firstReach;
  let hasEmitted = false;
  let isOver = false;

  function failed(): string {
    parts.count("failure");
    isOver = true;
    pending = "";
    return failurePlaceholder;
  }

  function advance(): string {
    let out = "";
    while (!isOver && pending.length >= reach) {
      const head = separableHead(pending.slice(0, reach), reach - lookAheadCharacters, parts.part);
      if (head !== undefined) {
        for (const kind of head.kinds) parts.count(kind);
        out += head.redacted;
        pending = pending.slice(head.end);
        hasEmitted = true;
        reach = firstReach;
      } else if (reach >= heldCharacters) out += failed();
      else reach = Math.min(heldCharacters, reach * 2);
    }
    return out;
  }

  function closed(redact: () => string): string {
    try {
      return redact();
    } catch {
      return failed();
    }
  }

  return {
    push(chunk) {
      if (isOver) return "";
      pending += chunk;
      json.see(chunk);
      if (pending.length < reach) return "";
      const isHeld = pending.length < heldCharacters;
      if (!hasEmitted && isHeld && json.mayBeJson) return "";
      if (!hasEmitted && parts.isMessage(pending)) return isHeld ? "" : failed();
      return closed(advance);
    },
    end() {
      if (isOver) return "";
      const rest = closed(() => (hasEmitted ? parts.part(pending, parts.count) : parts.whole(pending)));
      isOver = true;
      pending = "";
      return rest;
    },
  };
}

interface Head {
  readonly end: number;
  readonly redacted: string;
  readonly kinds: readonly PhiKind[];
}

function separableHead(window: string, limit: number, part: StreamParts["part"]): Head | undefined {
  const places = triedPlaces
    .flatMap((share) => ["\n", " "].map((space) => window.lastIndexOf(space, limit * share - 1) + 1))
    .filter((place, index, all) => place > 0 && all.indexOf(place) === index);
  if (places.length === 0) return undefined;
  const whole = part(window, () => {});
  for (const end of places) {
    const kinds: PhiKind[] = [];
    const redacted = part(window.slice(0, end), (kind) => kinds.push(kind));
    if (whole.startsWith(redacted) && redacted + part(window.slice(end), () => {}) === whole) {
      return { end, redacted, kinds };
    }
  }
  return undefined;
}
