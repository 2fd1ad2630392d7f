import { stringFromText } from "@voiceassist/promql";
import { lexTemplate, type Token, type TokenKind } from "./lex-template.ts";
import { parseError } from "./template-error.ts";
import type { Command, Operand, Pipeline, Place, Template, TemplateNode } from "./template-node.ts";

/** Blocks within blocks, and parentheses within parentheses. */
const maxDepth = 100;

type Ended = "end" | "else" | "eof";

/** Throws a `TemplateError`. `isFunction` tells which names may be called. */
export function parseTemplate(name: string, text: string, isFunction: (name: string) => boolean): Template {
  const tokens = lexTemplate(name, text);
  const defined = new Map<string, readonly TemplateNode[]>();
  let place = 0;
  let variables: string[] = ["$"];
  let depth = 0;
  let rangeDepth = 0;

  const keywords = new Map(Object.entries(keywordsOf()));
  const nodes: TemplateNode[] = [];
  const ended = readNodes(nodes);
  if (ended !== "eof") throw failure(tokens[place - 1], `unexpected {{${ended}}}`);
  return { name, text, nodes, defined };

  function failure(token: Token | undefined, message: string): Error {
    return parseError(name, text, token?.offset ?? text.length, message);
  }

  function peek(): Token {
    return tokens[place] ?? { kind: "end", text: "", offset: text.length };
  }

  function next(): Token {
    const token = peek();
    place += 1;
    return token;
  }

  function skipSpace(): Token {
    while (peek().kind === "space") place += 1;
    return peek();
  }

  function expect(kind: TokenKind, context: string): Token {
    skipSpace();
    const token = next();
    if (token.kind !== kind) throw failure(token, `unexpected ${shown(token)} in ${context}`);
    return token;
  }

  function deeper<Value>(read: () => Value): Value {
    depth += 1;
    if (depth > maxDepth)
      throw failure(peek(), `more than ${maxDepth} blocks or parentheses within each other`);
    const value = read();
    depth -= 1;
    return value;
  }

  /** Reads up to the end of the block; the `else` or `end` is taken, what follows an `else` is not. */
  function readNodes(into: TemplateNode[]): Ended {
    for (;;) {
      const token = next();
      if (token.kind === "end") return "eof";
      if (token.kind === "text") {
        into.push({ kind: "text", text: token.text });
        continue;
      }
      const keyword = skipSpace();
      const read = keyword.kind === "identifier" ? keywords.get(keyword.text) : undefined;
      if (read === undefined) into.push({ kind: "action", pipeline: readPipeline("command") });
      else {
        place += 1;
        const ended = read(into, keyword);
        if (ended !== undefined) return ended;
      }
    }
  }

  function keywordsOf(): Readonly<Record<string, (into: TemplateNode[], token: Token) => Ended | undefined>> {
    const block = (kind: "if" | "with" | "range") => (into: TemplateNode[]) => {
      into.push(readBlock(kind));
      return undefined;
    };
    const jump = (kind: "break" | "continue") => (into: TemplateNode[], token: Token) => {
      if (rangeDepth === 0) throw failure(token, `{{${kind}}} outside {{range}}`);
      expect("close", `{{${kind}}}`);
      into.push({ kind });
      return undefined;
    };
    return {
      if: block("if"),
      with: block("with"),
      range: block("range"),
      break: jump("break"),
      continue: jump("continue"),
      end: () => {
        expect("close", "end");
        return "end";
      },
      else: () => "else",
      define: (_, token) => {
        if (depth > 0) throw failure(token, "unexpected {{define}}");
        readDefinition("define clause");
        return undefined;
      },
      template: (into) => {
        into.push(readTemplateCall());
        return undefined;
      },
      block: (into, token) => {
        const called = nameOf("block clause");
        const pipeline = readPipeline("block clause");
        defined.set(
          called,
          ownScope(() => readBody("block clause")),
        );
        into.push({
          kind: "template",
          place: { offset: token.offset, text: called },
          name: called,
          pipeline,
        });
        return undefined;
      },
    };
  }

  function ownScope<Value>(read: () => Value): Value {
    const outer = variables;
    variables = ["$"];
    const value = deeper(read);
    variables = outer;
    return value;
  }

  function nameOf(context: string): string {
    const token = expect("string", context);
    return stringFromText(token.text) ?? "";
  }

  function readDefinition(context: string): void {
    const called = nameOf(context);
    expect("close", context);
    defined.set(
      called,
      ownScope(() => readBody(context)),
    );
  }

  function readBody(context: string): readonly TemplateNode[] {
    const body: TemplateNode[] = [];
    const ended = readNodes(body);
    if (ended !== "end")
      throw failure(peek(), ended === "eof" ? "unexpected EOF" : `unexpected {{else}} in ${context}`);
    return body;
  }

  function readTemplateCall(): TemplateNode {
    skipSpace();
    const { offset } = peek();
    const called = nameOf("template clause");
    const isBare = skipSpace().kind === "close";
    const pipeline = isBare ? undefined : readPipeline("template clause");
    if (isBare) place += 1;
    const written = `{{template ${JSON.stringify(called)}${pipeline === undefined ? "" : ` ${pipeline.text}`}}}`;
    return { kind: "template", place: { offset, text: written }, name: called, pipeline };
  }

  function readBlock(kind: "if" | "with" | "range"): TemplateNode {
    const scope = variables.length;
    const node = deeper((): TemplateNode => {
      const pipeline = readPipeline(kind);
      if (kind === "range") rangeDepth += 1;
      const body: TemplateNode[] = [];
      const otherwise: TemplateNode[] = [];
      let ended = readNodes(body);
      if (kind === "range") rangeDepth -= 1;
      if (ended === "else") ended = readElse(kind, otherwise);
      if (ended === "eof") throw failure(peek(), "unexpected EOF");
      return { kind, pipeline, body, otherwise };
    });
    variables.length = scope;
    return node;
  }

  /** `{{else if x}}` is an `if` within the `else` that shares its end. */
  function readElse(kind: "if" | "with" | "range", otherwise: TemplateNode[]): Ended {
    const token = skipSpace();
    if (kind !== "range" && token.kind === "identifier" && token.text === kind) {
      place += 1;
      otherwise.push(readBlock(kind));
      return "end";
    }
    expect("close", "else");
    const ended = readNodes(otherwise);
    if (ended === "else") throw failure(peek(), "expected end; found {{else}}");
    return ended;
  }

  function readPipeline(context: string, closing: "close" | ")" = "close"): Pipeline {
    const { offset } = skipSpace();
    const declared = readDeclaration(context);
    const commands: Command[] = [];
    for (;;) {
      commands.push(readCommand(context));
      const token = next();
      if (token.text === "|" && token.kind === "symbol") continue;
      const isClosed = closing === "close" ? token.kind === "close" : token.text === ")";
      if (!isClosed) throw failure(token, `unexpected ${shown(token)} in ${context}`);
      checkStages(commands);
      const [first, ...rest] = commands;
      if (first === undefined) throw failure(token, `missing value for ${context}`);
      if (!declared.isAssignment) variables.push(...declared.variables);
      return {
        ...declared,
        offset,
        text: text.slice(offset, token.offset).trim(),
        commands: [first, ...rest],
      };
    }
  }

  /** Only the first stage of a pipeline may be a value that is not called. */
  function checkStages(commands: readonly Command[]): void {
    for (const [index, { operands, offset }] of commands.entries()) {
      const { kind } = operands[0];
      if (index > 0 && ["boolean", "dot", "nil", "number", "string"].includes(kind)) {
        throw parseError(name, text, offset, `non executable command in pipeline stage ${index + 1}`);
      }
    }
  }

  function readDeclaration(context: string): Pick<Pipeline, "variables" | "isAssignment"> {
    const start = place;
    const found: Token[] = [];
    while (skipSpace().kind === "variable") {
      const variable = next();
      const operator = skipSpace();
      if (operator.text === ":=" || operator.text === "=") {
        place += 1;
        found.push(variable);
        const isAssignment = operator.text === "=";
        if (isAssignment) for (const one of found) checkVariable(one);
        return { variables: found.map(({ text: one }) => one), isAssignment };
      }
      if (context !== "range" || operator.text !== "," || found.length > 0) break;
      place += 1;
      found.push(variable);
    }
    place = start;
    return { variables: [], isAssignment: false };
  }

  function checkVariable(token: Token): void {
    if (!variables.includes(token.text)) throw failure(token, `undefined variable "${token.text}"`);
  }

  function readCommand(context: string): Command {
    const { offset } = skipSpace();
    const operands: Operand[] = [];
    let end = offset;
    for (;;) {
      const token = skipSpace();
      if (token.kind === "close" || token.text === ")" || (token.kind === "symbol" && token.text === "|"))
        break;
      if (token.kind === "end") throw failure(token, "unexpected EOF");
      operands.push(readOperand(context));
      end = tokens[place - 1] === undefined ? end : endOf(tokens[place - 1]);
    }
    const [first, ...rest] = operands;
    if (first === undefined) {
      throw failure(
        peek(),
        context === "command" ? "missing value for command" : `missing value for ${context}`,
      );
    }
    return { operands: [first, ...rest], offset, text: text.slice(offset, end) };
  }

  function endOf(token: Token | undefined): number {
    return token === undefined ? text.length : token.offset + token.text.length;
  }

  function readChain<Head extends object>(
    head: Head,
    at: () => Place,
  ): Head & Place & { readonly names: readonly string[] } {
    const first = peek();
    const names = readFields();
    return { ...head, names, ...at(), ...chainPlace(names.length > 0 ? first : undefined) };
  }

  /** Go places a chain of fields at the first that is added to another value. */
  function chainPlace(field: Token | undefined): { readonly offset?: number } {
    return field === undefined ? {} : { offset: field.offset };
  }

  function readFields(): readonly string[] {
    const names: string[] = [];
    while (peek().kind === "field") names.push(next().text.slice(1));
    return names;
  }

  function readOperand(context: string): Operand {
    const token = next();
    const { offset } = token;
    const at = (): Place => ({
      offset,
      text: text.slice(offset, endOf(tokens[place - 1])),
    });
    switch (token.kind) {
      case "string": {
        const value = stringFromText(token.text) ?? "";
        if (!token.text.startsWith("'")) return { kind: "string", value, ...at() };
        return { kind: "number", value: BigInt(value.codePointAt(0) ?? 0), ...at() };
      }
      case "number":
        return { kind: "number", value: numberOf(token.text), ...at() };
      case "field": {
        place -= 1;
        const second = tokens[place + 1];
        const names = readFields();
        return { kind: "field", names, ...at(), ...chainPlace(names.length > 1 ? second : undefined) };
      }
      case "variable":
        checkVariable(token);
        return readChain({ kind: "variable", variable: token.text }, at);
      case "identifier":
        return readWord(token, at());
      case "symbol":
        if (token.text === ".") return { kind: "dot", ...at() };
        if (token.text !== "(") break;
        return deeper(() => {
          const pipeline = readPipeline("parenthesized pipeline", ")");
          return readChain({ kind: "pipeline", pipeline }, at);
        });
    }
    throw failure(token, `unexpected ${shown(token)} in ${context}`);
  }

  function readWord(token: Token, at: Place): Operand {
    if (token.text === "true" || token.text === "false") {
      return { kind: "boolean", value: token.text === "true", ...at };
    }
    if (token.text === "nil") return { kind: "nil", ...at };
    if (!isFunction(token.text)) throw failure(token, `function "${token.text}" not defined`);
    return { kind: "function", name: token.text, ...at };
  }
}

function numberOf(text: string): bigint | number {
  if (/^[+-]?0[xX]/u.test(text)) {
    const value = BigInt(text.replace(/^[+-]/u, ""));
    return text.startsWith("-") ? -value : value;
  }
  return /^[+-]?\d+$/u.test(text) ? BigInt(text.replace(/^\+/u, "")) : Number(text);
}

function shown({ kind, text }: Token): string {
  if (kind === "end") return "EOF";
  if (kind === "close") return '"}}"';
  return kind === "text" ? "text" : `<${text}>`;
}
