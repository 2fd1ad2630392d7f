import { parseFailure } from "../parse-failure.ts";
import { QueryFailure } from "../query-error.ts";
import { quoted } from "../quote.ts";
import { positionAt } from "../syntax/position.ts";
import { type ErrorContext, errorContext, startsGrouping } from "./error-context.ts";
import { lexNumber } from "./lex-number.ts";
import { numberProblem as describeNumber } from "./number-text.ts";

const noExpression = "no expression found in input";

/** What is wrong where the text leaves the grammar, in the words of Prometheus. */
export function syntaxError(text: string, offset: number): QueryFailure {
  const unclosed = unclosedString(text, offset);
  if (unclosed !== undefined) return unclosed;
  const unknown = unknownFunction(text, offset);
  if (unknown !== undefined) return unknown;
  const start = skipBlanks(text, offset);
  const number = numberProblem(text, start);
  if (number !== undefined) return number;
  const found = nextToken.exec(text.slice(start))?.[0] ?? "";
  const problem = describe(text, start, found);
  if (problem === noExpression) return nothingFound(text, problem);
  return parseFailure(positionAt(text, ...placeOf(start, found, problem)), problem);
}

/** Where a selector must end, or begin: nothing that may follow it in a query may follow it here. */
export function unexpectedToken(text: string, start: number): QueryFailure {
  if (text === "") return nothingFound(text, "unexpected end of input");
  const unclosed = unclosedString(text, start);
  if (unclosed !== undefined) return unclosed;
  const isBadNumber = /[\d.]/.test(text.charAt(start)) && lexNumber(text, start).kind === "bad";
  const number = isBadNumber ? numberProblem(text, start + 1) : undefined;
  if (number !== undefined) return number;
  const found = nextToken.exec(text.slice(start))?.[0] ?? "";
  const problem =
    found === ")"
      ? "unexpected right parenthesis ')'"
      : found === "]"
        ? "unexpected right bracket ']'"
        : (unlexedProblem(found, text.slice(start + found.length)) ?? `unexpected ${tokenName(found)}`);
  return parseFailure(positionAt(text, ...placeOf(start, found, problem)), problem);
}

/** The original names no position in an empty text. */
function nothingFound(text: string, problem: string): QueryFailure {
  const position = positionAt(text, 0, 0);
  return text === ""
    ? new QueryFailure("bad_data", `unknown position: parse error: ${problem}`, position)
    : parseFailure(position, problem);
}

/** The original's lexer has gone past a parenthesis before it finds that nothing is open. */
function placeOf(start: number, found: string, problem: string): readonly [number, number] {
  const from = problem.startsWith("unexpected right parenthesis") ? start + 1 : start;
  return [from, start + found.length];
}

const nextToken =
  /^(?:[A-Za-z_:][\w:]*|(?:\d|\.\d)[\w.]*|"(?:[^\\"\n]|\\.)*"|'(?:[^\\'\n]|\\.)*'|`[^`]*`|[=!]~|[=!<>]=|[\s\S])/u;

/** A number that goes on where the grammar has ended it: `5mm`. */
function numberProblem(text: string, start: number): QueryFailure | undefined {
  const number = numberAround(text, start);
  if (number === undefined) return undefined;
  const problem = describeNumber(text.slice(number.from, number.to));
  return parseFailure(positionAt(text, number.from, number.to), problem);
}

function numberAround(text: string, start: number): { from: number; to: number } | undefined {
  let from = start;
  while (from > 0 && start - from < longestName && /[\w.]/.test(text.charAt(from - 1))) from--;
  let to = start;
  while (to < text.length && to - start < longestName && /[\w.]/.test(text.charAt(to))) to++;
  return from < start && to > start && /\d/.test(text.charAt(from)) ? { from, to } : undefined;
}

function describe(text: string, start: number, found: string): string {
  const context = errorContext(text, start);
  const innermost = context.open.at(-1);
  if (innermost === "{") return describeInBraces(found, text.slice(start + found.length), context);
  if (found === "") {
    if (start === skipBlanks(text, 0)) return noExpression;
    if (innermost === "(") return "unclosed left parenthesis";
    if (innermost === "[") {
      return context.last === "["
        ? "unexpected end of input in duration expression"
        : "unclosed left bracket";
    }
  }
  if (found === ")" && !context.open.includes("(")) return "unexpected right parenthesis ')'";
  if (found === "]" && !context.open.includes("[")) return "unexpected right bracket ']'";
  if (found === ")" && context.last === "," && !context.isInGrouping) {
    return "trailing commas not allowed in function call args";
  }
  if (innermost === "[" && /^["'`]/.test(found)) {
    return `unexpected character in duration expression: '${found.charAt(0)}'`;
  }
  const unlexed = unlexedProblem(found, text.slice(start + found.length));
  if (unlexed !== undefined) return unlexed;
  return `unexpected ${tokenName(found)}${expectation(context)}`;
}

const durationStart = "number, duration, step(), or range()";

function expectation({ isInGrouping, last, beforeLast, open }: ErrorContext): string {
  const word = last.toLowerCase();
  if (isInGrouping) return " in grouping opts, expected label";
  if (startsGrouping(word) && beforeLast !== "") return ' in grouping opts, expected "("';
  if (word === "offset") return ` in offset, expected ${durationStart}`;
  if (last === "@" || (beforeLast === "@" && /^(?:start|end)$/i.test(last)))
    return " in @, expected timestamp";
  if (open.endsWith("[")) {
    return last === "["
      ? ` in subquery or range selector, expected ${durationStart}`
      : ' in subquery or range, expected ":" or "]"';
  }
  return "";
}

/** The replacement character stands for the end of the text, as in the original. */
function firstCharacter(text: string): string {
  return /^./su.exec(text)?.[0] ?? "\ufffd";
}

/** What the original's lexer refuses before its parser sees it. */
function unlexedProblem(found: string, after: string): string | undefined {
  if (found === "!") return `unexpected character after '!': '${firstCharacter(after)}'`;
  if (found === "\\") return "unexpected character: '\\\\'";
  if (found === "=~" || found === "!~") return `unexpected character after '${found.charAt(0)}': '~'`;
  if (/^[.}\\$?&;|~'"`]$/.test(found) || /^[^\p{ASCII}]$/u.test(found))
    return `unexpected character: '${found}'`;
  return undefined;
}

function describeInBraces(found: string, after: string, { beforeLast, last }: ErrorContext): string {
  if (found === "") return "unexpected end of input inside braces";
  if (found === "{") return "unexpected left brace '{'";
  if (found === "!") return `unexpected character after '!' inside braces: '${firstCharacter(after)}'`;
  if (!/^(?:[A-Za-z_"'`,}=]|![=~])/.test(found))
    return `unexpected character inside braces: '${found.charAt(0)}'`;
  const isWord = /^[A-Za-z_]/.test(found);
  const name = isWord ? `identifier ${quoted(found)}` : tokenName(found === "==" ? "=" : found);
  const isOperator = (text: string): boolean => /^(?:=|!=|=~|!~|==)$/.test(text);
  if (isOperator(last)) return `unexpected ${name} in label matching, expected string`;
  if (last === "{" || last === ",") return `unexpected ${name} in label matching, expected identifier or "}"`;
  if (isOperator(beforeLast)) return `unexpected ${name} in label matching, expected "," or "}"`;
  return `unexpected ${name} in label matching, expected label matching operator`;
}

const keywords: ReadonlySet<string> = new Set(
  "offset smoothed anchored by without on ignoring group_left group_right fill fill_left fill_right bool".split(
    " ",
  ),
);
const aggregators: ReadonlySet<string> = new Set(
  "sum avg count min max group stddev stdvar topk bottomk count_values quantile limitk limit_ratio".split(
    " ",
  ),
);
const wordOperators: ReadonlySet<string> = new Set(["and", "or", "unless", "atan2"]);

function tokenName(found: string): string {
  const word = found.toLowerCase();
  if (found === "") return "end of input";
  if (keywords.has(word)) return `<${found}>`;
  if (aggregators.has(word)) return `<aggr:${found}>`;
  if (wordOperators.has(word) || /^(?:[-+*/%^@<>]|==|!=|<=|>=)$/.test(found)) return `<op:${found}>`;
  if (word === "nan" || word === "inf") return `number ${quoted(found)}`;
  if (/^[A-Za-z_:]/.test(found)) return `identifier ${quoted(found)}`;
  if (/^[\d.]/.test(found))
    return `${lexNumber(found, 0).kind === "duration" ? "duration" : "number"} ${quoted(found)}`;
  if (/^["'`]/.test(found)) return `string ${quoted(found)}`;
  return quoted(found);
}

const stringOrOther = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|#[^\n]*|["'`]|[^"'`#]+/gs;

/** The grammar takes a string without its closing quote for a string, and misses only what should follow. */
function unclosedString(text: string, errorOffset: number): QueryFailure | undefined {
  for (const { 0: part, index } of text.matchAll(stringOrOther)) {
    if (index > errorOffset) return undefined;
    if (part.length === 1 && /["'`]/.test(part)) {
      const problem = part === "`" ? "unterminated raw string" : "unterminated quoted string";
      return parseFailure(positionAt(text, index, text.length), problem);
    }
  }
  return undefined;
}

export function skipBlanks(text: string, offset: number): number {
  const blanks = /(?:\s|#[^\n]*)*/y;
  blanks.lastIndex = offset;
  return offset + (blanks.exec(text)?.[0].length ?? 0);
}

/** The grammar lists every function, so that an unknown one shows as an identifier before a parenthesis. */
function unknownFunction(text: string, errorOffset: number): QueryFailure | undefined {
  const name = /([A-Za-z_:][\w:]*)\s*$/.exec(
    text.slice(Math.max(0, errorOffset - longestName), errorOffset),
  )?.[1];
  if (name === undefined || text.charAt(skipBlanks(text, errorOffset)) !== "(") return undefined;
  if (keywords.has(name.toLowerCase()) || wordOperators.has(name.toLowerCase())) return undefined;
  const start = text.lastIndexOf(name, errorOffset);
  return parseFailure(
    positionAt(text, start, start + name.length),
    `unknown function with name ${quoted(name)}`,
  );
}

const longestName = 200;
