import { endOfString } from "../encodings/quoted-string.ts";
import { type PhiKind, phiKinds } from "../phi-kind.ts";
import { isPlaceholder } from "../placeholder.ts";
import type { FieldRules } from "../policies/field-rules.ts";
import type { FieldRule } from "../policies/policy.ts";
import { type Found, strengths } from "../scan/found.ts";

/** As deep as values are looked at. */
const maxDepth = 48;
const typeName = /^[A-Z][A-Za-z]{1,48}$/;
const blank = /[ \t\r\n]*/y;
const scalar = /-?\d[\d.eE+-]*|true|false|null/y;

/** A value of JSON and where it stands. A key is the string before the colon, without its marks. */
interface Node {
  readonly start: number;
  end: number;
  readonly key: string;
  /** Undefined for what is no list and no object. */
  readonly members: Node[] | undefined;
  /** Whether it goes on where it should have ended. */
  readonly isOpen: boolean;
}

export interface FoundInObjects {
  readonly found: readonly Found[];
  /** Whether one of the objects has no end where it should. */
  readonly hasOpenObject: boolean;
}

/** Where what `place` names stands; see `redactValue`. */
interface Place {
  readonly name: string;
  readonly path: string;
}

/**
 * What the policy's rules condemn in the objects of a JSON text that name their type, as resources of FHIR do: their fields
 * (`family`, `value`) say what they hold only by their path. Prose may stand around the JSON, and its end may be cut off.
 */
export function findInTyped(text: string, typeFields: readonly string[], judge: FieldRules): FoundInObjects {
  const found: Found[] = [];
  let hasOpenObject = false;
  const lastType = Math.max(...typeFields.map((field) => text.lastIndexOf(`"${field}"`)));
  for (let open = text.indexOf("{"); open >= 0 && open < lastType; ) {
    const node = read(text, open, "", 0);
    visit(node, { name: "", path: "" });
    hasOpenObject ||= node.isOpen;
    open = text.indexOf("{", node.end);
  }
  return { found, hasOpenObject };

  function visit(node: Node, around: Place): void {
    const { members } = node;
    if (members === undefined) return;
    const place = typePlace(members) ?? around;
    for (const member of members) {
      if (text.charAt(node.start) === "[") {
        visit(member, { name: "", path: place.path });
        continue;
      }
      const name = place.name === "" ? member.key : `${place.name}.${member.key}`;
      const path = place.path === place.name ? name : `${place.path}.${member.key}`;
      const { rule } = judge(path, name);
      if (rule === undefined || rule === "text" || rule === "url") visit(member, { name: member.key, path });
      else if (rule !== "keep") condemn(member, kindOf(rule));
    }
  }

  function condemn({ start, end, members }: Node, kind: PhiKind): void {
    if (members !== undefined) {
      for (const member of members) condemn(member, kind);
      return;
    }
    const isText = text.charAt(start) === '"';
    if (!isText && !/^[-\d]/.test(text.charAt(start))) return;
    const isClosed = end > start + 1 && text.charAt(end - 1) === '"';
    const from = isText ? start + 1 : start;
    const to = isText && isClosed ? end - 1 : end;
    const value = text.slice(from, to);
    if (value.trim() === "" || isPlaceholder(value)) return;
    // What it plainly is goes before what its field says.
    const quote = isText ? "" : '"';
    found.push({ start: from, end: to, kind, strength: strengths.strong, quote });
  }

  function typePlace(members: readonly Node[]): Place | undefined {
    const type = members.find(({ key }) => typeFields.includes(key));
    const name = type === undefined ? "" : text.slice(type.start + 1, type.end - 1);
    return typeName.test(name) ? { name: "", path: name } : undefined;
  }
}

/** A part of a text cannot be left out of it without a trace. */
function kindOf(rule: FieldRule): PhiKind {
  return phiKinds.find((kind) => kind === rule) ?? "UNIQUE_ID";
}

/** The value of JSON at `at`, as far as it is one; it takes one character at least. */
function read(text: string, at: number, key: string, depth: number): Node {
  const open = text.charAt(at);
  if (open !== "{" && open !== "[") {
    const end = open === '"' ? endOfString(text, at) : endOf(scalar, text, at);
    return { start: at, end: Math.max(end, at + 1), key, members: undefined, isOpen: false };
  }
  const close = open === "{" ? "}" : "]";
  const members: Node[] = [];
  let next = endOf(blank, text, at + 1);
  while (next < text.length && text.charAt(next) !== close && depth < maxDepth) {
    let name = "";
    if (open === "{") {
      const keyEnd = endOfString(text, next);
      const colon = endOf(blank, text, keyEnd);
      if (keyEnd === next || text.charAt(colon) !== ":")
        return { start: at, end: next, key, members, isOpen: true };
      name = text.slice(next + 1, keyEnd - 1);
      next = endOf(blank, text, colon + 1);
    }
    const member = read(text, next, name, depth + 1);
    members.push(member);
    next = endOf(blank, text, member.end);
    if (text.charAt(next) === ",") next = endOf(blank, text, next + 1);
    else if (text.charAt(next) !== close) return { start: at, end: next, key, members, isOpen: true };
  }
  const isOpen = text.charAt(next) !== close;
  return { start: at, end: Math.min(next + 1, text.length), key, members, isOpen };
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  const end = pattern.test(text) ? pattern.lastIndex : at;
  pattern.lastIndex = 0;
  return end;
}
