import { failurePlaceholder } from "../placeholder.ts";
import type { TextStream } from "../redactor.ts";
import { followJson } from "./json-follower.ts";
import { createJsonStream, type LongTextParts } from "./stream-json.ts";
import { createTextWindows, firstReach, type StreamLimits, type TextWindows } from "./text-windows.ts";

/** The longest bounded pattern, a JSON Web Token, has 24,593 characters. */
export const usualLimits: StreamLimits = { lookAheadCharacters: 32_768, heldCharacters: 1_048_576 };

export interface StreamParts extends LongTextParts {
  /** Whether the text starts a message that must be read as a whole. */
  readonly isMessage: (text: string) => boolean;
}

/**
 * What could be one JSON document is held, since its numbers need quotation marks, and so is a message of segments. A
 * document longer than `heldCharacters` is redacted by its members, any other text by windows; a message of that length is
 * a failure.
 */
export function createTextStream(parts: StreamParts, limits: StreamLimits = usualLimits): TextStream {
  const watch = watchJson(limits);
  let pending = "";
  let windows: TextWindows | undefined;
  let isOver = false;

  function failed(): string {
    parts.count("failure");
    isOver = true;
    pending = "";
    return failurePlaceholder;
  }

  function closed(redact: () => string): string {
    try {
      return redact();
    } catch {
      return failed();
    }
  }

  function start(): string {
    const isHeld = pending.length < limits.heldCharacters;
    if (watch.mayBeJson) {
      if (isHeld) return "";
      windows = createJsonStream(parts, limits);
    } else {
      if (parts.isMessage(pending)) return isHeld ? "" : failed();
      windows = createTextWindows(parts.part, parts.count, limits);
    }
    const text = pending;
    pending = "";
    return windows.push(text);
  }

  return {
    push(chunk) {
      if (isOver) return "";
      const started = windows;
      if (started !== undefined) return closed(() => started.push(chunk));
      pending += chunk;
      watch.see(chunk);
      return pending.length < firstReach(limits) ? "" : closed(start);
    },
    end() {
      if (isOver) return "";
      const rest = closed(() => windows?.end() ?? parts.whole(pending, parts.count));
      isOver = true;
      pending = "";
      windows = undefined;
      return rest;
    },
  };
}

/** Whether a stream would redact the text by its members: then the text has to be, too. */
export function isLongJson(text: string, limits: StreamLimits): boolean {
  if (text.length < limits.heldCharacters) return false;
  const watch = watchJson(limits);
  watch.see(text);
  return watch.mayBeJson;
}

interface JsonWatch {
  readonly mayBeJson: boolean;
  see(chunk: string): void;
}

/** Says of as much of a text as is held whether it may still turn out to be one JSON document with a string in it. */
function watchJson({ heldCharacters }: StreamLimits): JsonWatch {
  const follower = followJson();
  let mayBeJson = true;
  let seen = 0;
  return {
    get mayBeJson() {
      return mayBeJson;
    },
    see(chunk) {
      const end = Math.min(chunk.length, heldCharacters - seen);
      for (let at = 0; mayBeJson && at < end; at += 1) {
        mayBeJson = follower.step(chunk.charCodeAt(at)) !== "breaks";
      }
      seen += end;
    },
  };
}
