import { stringFromText } from "@voiceassist/promql";
import { parseError } from "./template-error.ts";

export type TokenKind =
  | "text"
  | "open"
  | "close"
  | "space"
  | "string"
  | "number"
  | "field"
  | "variable"
  | "identifier"
  | "symbol"
  | "end";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly offset: number;
}

const open = "{{";
const comment = /\/\*[\s\S]*?\*\/(?:[ \t\r\n]+-)?\}\}/y;

const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ["close", /(?:[ \t\r\n]+-)?\}\}/y],
  ["space", /[ \t\r\n]+/y],
  ["string", /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+'/y],
  ["number", /[+-]?(?:0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/y],
  ["field", /\.[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ["variable", /\$[\p{L}\p{Nd}_]*/uy],
  ["identifier", /[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ["symbol", /:=|[=|(),.]/y],
];

/** The text and the actions of a template, in order. Spaces within actions are tokens, as they tell fields apart. */
export function lexTemplate(name: string, text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let trimsLeft = false;

  function addText(until: number, trimsRight: boolean): void {
    let piece = text.slice(at, until);
    if (trimsLeft) piece = piece.replace(/^[ \t\r\n]+/u, "");
    if (trimsRight) piece = piece.replace(/[ \t\r\n]+$/u, "");
    if (piece !== "") tokens.push({ kind: "text", text: piece, offset: at });
  }

  for (let start = text.indexOf(open); start !== -1; start = text.indexOf(open, at)) {
    const trimsRight = /^\{\{-[ \t\r\n]/u.test(text.slice(start, start + 4));
    addText(start, trimsRight);
    at = start + open.length + (trimsRight ? 1 : 0);
    const commentAt = trimsRight ? at + text.slice(at).length - text.slice(at).trimStart().length : at;
    if (text.startsWith("/*", commentAt)) {
      comment.lastIndex = commentAt;
      const skipped = comment.exec(text)?.[0];
      if (skipped === undefined) throw parseError(name, text, start, "unclosed comment");
      trimsLeft = skipped.endsWith("-}}");
      at = commentAt + skipped.length;
      continue;
    }
    tokens.push({ kind: "open", text: open, offset: start });
    lexAction(start);
  }
  addText(text.length, false);
  tokens.push({ kind: "end", text: "", offset: text.length });
  return tokens;

  function lexAction(start: number): void {
    for (;;) {
      const token = nextToken(start);
      tokens.push(token);
      if (token.kind !== "close") continue;
      trimsLeft = token.text.length > 2;
      return;
    }
  }

  function nextToken(start: number): Token {
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = at;
      const found = pattern.exec(text)?.[0];
      if (found === undefined) continue;
      const token = { kind, text: found, offset: at };
      at += found.length;
      if (kind === "string" && stringFromText(found) === undefined) {
        throw parseError(name, text, token.offset, "invalid syntax");
      }
      return token;
    }
    if (at >= text.length) throw parseError(name, text, start, "unclosed action");
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (character === '"') throw parseError(name, text, at, "unterminated quoted string");
    if (character === "`") throw parseError(name, text, at, "unterminated raw quoted string");
    if (character === "'") throw parseError(name, text, at, "unterminated character constant");
    if (/[\x21-\x7e]/u.test(character)) {
      throw parseError(name, text, at, `unexpected ${JSON.stringify(character)} in command`);
    }
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    throw parseError(name, text, at, `unrecognized character in action: U+${code}`);
  }
}
