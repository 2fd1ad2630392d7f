import { parseJson } from "../encodings/parse-json.ts";
import type { PhiKind } from "../phi-kind.ts";
import { failurePlaceholder } from "../placeholder.ts";
import { followJson } from "./json-follower.ts";
import {
  createTextWindows,
  firstReach,
  type Redaction,
  type StreamLimits,
  separableHead,
  type TextWindows,
  triedPlaces,
} from "./text-windows.ts";

export interface LongTextParts {
  /** The redacted text of a whole text: of a JSON text another one. */
  readonly whole: Redaction;
  /** The redacted text of a part of a text that is no JSON. */
  readonly part: Redaction;
  readonly count: (kind: PhiKind | "failure") => void;
}

/** An open object or list, with the offsets after those of its commas that are held. */
interface Level {
  readonly isObject: boolean;
  /** The offset after its opening bracket. */
  readonly start: number;
  commas: number[];
}

/** What is left out after what stands for it: a string, an object or a list, or all as far as the next comma. */
type Skipped = "string" | "structure" | "member";

const failureText = JSON.stringify(failurePlaceholder);
const blank = /^\s*$/;
/** What a value that says nothing consists of, after the mark that opens it. */
const plainRest: Readonly<Record<string, string>> = { '"': 'x"', "[": '"x"]', "{": '"x":"x"}' };

/**
 * Redacts a JSON document too long to be held, and keeps it JSON: so many members of one object or list at a time as fit
 * a window, each time as a document of their own. A member that does not fit is opened; one whose name condemns it is
 * replaced and skipped. What turns out to be no JSON is redacted as running text from there on.
 */
export function createJsonStream(parts: LongTextParts, limits: StreamLimits): TextWindows {
  const { count } = parts;
  const reach = firstReach(limits);
  const follower = followJson();
  /** The document itself counts as a list of one. */
  const root: Level = { isObject: false, start: 0, commas: [] };
  /** From the document to the innermost open object or list. */
  const levels: Level[] = [root];
  /** The place in `levels` of the one whose members are being redacted. */
  let base = 0;
  /** What is held starts at the offset `from` of the document; what precedes the offset `at` of it was looked at. */
  let held = "";
  let from = 0;
  let at = 0;
  let stringStart = 0;
  let skipped: Skipped | undefined;
  let string: TextWindows | undefined;
  let running: TextWindows | undefined;
  let hasFailed = false;

  const holder = (): Level => levels[base] ?? root;

  function take(end: number): string {
    const taken = held.slice(0, end - from);
    held = held.slice(end - from);
    from = end;
    return taken;
  }

  /** Members with the commas after them, or only the space between two marks. */
  function redactMembers(members: string, heard: (kind: PhiKind | "failure") => void): string {
    const { isObject } = holder();
    const [open, close, failure] = isObject
      ? ["{", "}", `${failureText}:${failureText}`]
      : ["[", "]", failureText];
    const comma = members.endsWith(",") ? "," : "";
    const body = members.slice(0, members.length - comma.length);
    if (blank.test(body)) return members;
    const redacted = parts.whole(open + body + close, heard);
    const isKept = redacted.startsWith(open) && redacted.endsWith(close) && redacted !== failurePlaceholder;
    const inner = isKept ? redacted.slice(1, -1) : failure;
    return (blank.test(inner) ? failure : inner) + comma;
  }

  /** Makes what is held shorter by one cut, or goes one level deeper. */
  function cut(): string {
    const level = holder();
    const last = level.commas.at(-1);
    if (last !== undefined) return cutMembers(level, last);
    const inner = levels[base + 1];
    if (inner !== undefined) {
      const { text, isCondemned } = openMember(take(inner.start));
      if (isCondemned) skipped = "structure";
      else base += 1;
      return text;
    }
    if (follower.inString && !(level.isObject && blank.test(held.slice(0, stringStart - 1 - from)))) {
      const { text, isCondemned } = openMember(take(stringStart));
      if (isCondemned) skipped = "string";
      else string = createTextWindows(redactContent, count, limits);
      return text;
    }
    const rest = take(at);
    if (blank.test(rest)) return rest;
    count("failure");
    skipped = "member";
    return level.isObject ? `${failureText}:${failureText}` : failureText;
  }

  function cutMembers(level: Level, last: number): string {
    const window = held.slice(0, last - from);
    const places = triedPlaces.map((share) => {
      const limit = from + share * (window.length - 1);
      return (level.commas.findLast((place) => place <= limit) ?? from) - from;
    });
    const head = separableHead(window, places, redactMembers);
    for (const kind of head?.kinds ?? []) count(kind);
    const redacted = head?.redacted ?? redactMembers(window, count);
    take(from + (head?.end ?? window.length));
    level.commas = level.commas.filter((place) => place > from);
    return redacted;
  }

  /** What opens a member, redacted: its name goes with a value that says nothing, so that what falls is the name's. */
  function openMember(opening: string): { readonly text: string; readonly isCondemned: boolean } {
    const mark = opening.slice(-1);
    if (!holder().isObject) return { text: opening, isCondemned: false };
    const rest = `${plainRest[mark] ?? ""}}`;
    const redacted = parts.whole(`{${opening}${rest}`, count);
    const isCondemned = !redacted.endsWith(mark + rest);
    if (!isCondemned) return { text: redacted.slice(1, -rest.length), isCondemned };
    const isKept = redacted.startsWith("{") && redacted.endsWith("}");
    return { text: isKept ? redacted.slice(1, -1) : `${failureText}:${failureText}`, isCondemned };
  }

  /** A piece of a string between its quotation marks. */
  function redactContent(piece: string, heard: (kind: PhiKind | "failure") => void): string {
    const redacted = parts.part(piece, heard);
    if (redacted === piece || parseJson(`"${redacted}"`) !== undefined) return redacted;
    heard("failure");
    return failurePlaceholder;
  }

  /** After the bracket that closed the object or list whose members were being redacted. */
  function leave(): string {
    const bracket = held.charAt(at - 1 - from);
    const members = redactMembers(held.slice(0, at - 1 - from), count);
    take(at);
    levels.pop();
    base -= 1;
    return members + bracket;
  }

  function seeMark(step: "comma" | "opens" | "closes"): string {
    if (step === "opens") {
      levels.push({ isObject: follower.inObject, start: at, commas: [] });
      return "";
    }
    if (step === "closes") {
      if (levels.length - 1 === base) {
        if (skipped === "member") endSkipped(at - 1);
        return leave();
      }
      levels.pop();
      if (skipped === "structure" && levels.length - 1 === base) endSkipped(at);
      return "";
    }
    const isOfBase = levels.length - 1 === base;
    if (skipped === "member" && isOfBase) endSkipped(at - 1);
    if (skipped !== undefined) return "";
    const level = levels.at(-1);
    // After a member that was opened only its comma is left.
    if (isOfBase && level?.commas.length === 0 && blank.test(held.slice(0, at - 1 - from))) return take(at);
    level?.commas.push(at);
    return "";
  }

  function endSkipped(end: number): void {
    take(end);
    skipped = undefined;
  }

  function endString(): string {
    const content = take(at - 1);
    const rest = (string?.push(content) ?? "") + (string?.end() ?? "");
    string = undefined;
    return rest + take(at);
  }

  function breakOff(): string {
    const rest = string === undefined ? "" : string.push(take(at)) + string.end();
    string = undefined;
    if (skipped !== undefined) {
      // What breaks off within a value that its name condemns may still be a part of it.
      count("failure");
      hasFailed = true;
      return failurePlaceholder;
    }
    running = createTextWindows(parts.part, count, limits);
    return rest + running.push(held);
  }

  function see(): string {
    const step = follower.step(held.charCodeAt(at - from));
    if (step === "breaks") return breakOff();
    at += 1;
    if (step === "comma" || step === "opens" || step === "closes") return seeMark(step);
    if (step === "quotes") stringStart = at;
    if (step !== "unquotes") return "";
    if (skipped === "string") endSkipped(at);
    return string === undefined ? "" : endString();
  }

  return {
    get hasFailed() {
      return hasFailed || running?.hasFailed === true;
    },
    push(text) {
      if (hasFailed) return "";
      if (running !== undefined) return running.push(text);
      held += text;
      let out = "";
      while (running === undefined && !hasFailed && at - from < held.length) {
        out += see();
        while (skipped === undefined && string === undefined && at - from >= reach) out += cut();
      }
      if (skipped !== undefined) take(at);
      else if (string !== undefined) out += string.push(take(at));
      return out;
    },
    end() {
      if (hasFailed) return "";
      if (running !== undefined) return running.end();
      if (string !== undefined) return string.end();
      return blank.test(held) ? held : parts.part(held, count);
    },
  };
}
