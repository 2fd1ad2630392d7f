import { placedError, TemplateError } from "./template-error.ts";
import type { TemplateFunction, TemplateFunctions } from "./template-functions.ts";
import type { Command, Operand, Pipeline, Place, Template, TemplateNode } from "./template-node.ts";
import { isList, isTrue, shownValue, type TemplateValue, typeName } from "./template-value.ts";
import { methodOf } from "./value-methods.ts";

const maxOutputCharacters = 65_536;
/** Actions and texts; what a `range` repeats counts as often as it is repeated. */
const maxSteps = 100_000;
const maxDepth = 100;

interface Variable {
  readonly name: string;
  value: TemplateValue;
}

type Jump = "break" | "continue" | undefined;

/** Throws a `TemplateError`, worded and placed as Go's. */
export async function executeTemplate(
  template: Template,
  data: TemplateValue,
  functions: TemplateFunctions,
): Promise<string> {
  let output = "";
  let steps = 0;
  let depth = 0;
  let variables: Variable[] = [{ name: "$", value: data }];
  await runAll(template.nodes, data);
  return output;

  function failure(place: Place, message: string): TemplateError {
    const { name, text } = template;
    return placedError(
      name,
      text,
      place.offset,
      `executing ${JSON.stringify(name)} at <${place.text}>: ${message}`,
    );
  }

  function write(text: string): void {
    output += text;
    if (output.length > maxOutputCharacters) {
      throw new TemplateError(`the text would be longer than ${maxOutputCharacters} characters`);
    }
  }

  async function runAll(nodes: readonly TemplateNode[], dot: TemplateValue): Promise<Jump> {
    for (const node of nodes) {
      const jump = await run(node, dot);
      if (jump !== undefined) return jump;
    }
    return undefined;
  }

  async function run(node: TemplateNode, dot: TemplateValue): Promise<Jump> {
    countStep();
    switch (node.kind) {
      case "text":
        write(node.text);
        return undefined;
      case "action": {
        const value = await evaluatePipeline(node.pipeline, dot);
        if (node.pipeline.variables.length === 0) write(shownValue(value));
        return undefined;
      }
      case "break":
      case "continue":
        return node.kind;
      case "template":
        await runDefined(node, dot);
        return undefined;
      case "if":
      case "with":
        return scoped(async () => {
          const value = await evaluatePipeline(node.pipeline, dot);
          if (!isTrue(value)) return runAll(node.otherwise, dot);
          return runAll(node.body, node.kind === "with" ? value : dot);
        });
      case "range":
        return scoped(() => runRange(node, dot));
    }
  }

  function countStep(): void {
    steps += 1;
    if (steps > maxSteps) throw new TemplateError(`the template takes more than ${maxSteps} steps`);
  }

  async function scoped<Value>(work: () => Promise<Value>): Promise<Value> {
    const { length } = variables;
    const value = await work();
    variables.length = length;
    return value;
  }

  async function runRange(
    node: TemplateNode & { readonly kind: "if" | "with" | "range" },
    dot: TemplateValue,
  ): Promise<Jump> {
    const value = await evaluatePipeline({ ...node.pipeline, variables: [] }, dot);
    const entries = entriesOf(value, node.pipeline.commands.at(-1) ?? node.pipeline);
    if (entries.length === 0) return runAll(node.otherwise, dot);
    const { variables: names, isAssignment } = node.pipeline;
    for (const [key, element] of entries) {
      countStep();
      const jump = await scoped(async () => {
        const given = names.length === 2 ? [key, element] : [element];
        for (const [place, name] of names.entries()) assign(name, given[place], isAssignment);
        return runAll(node.body, element);
      });
      if (jump === "break") break;
    }
    return undefined;
  }

  function entriesOf(
    value: TemplateValue,
    place: Place,
  ): readonly (readonly [TemplateValue, TemplateValue])[] {
    if (value === undefined || value === null) return [];
    if (typeof value === "bigint") {
      const count = Math.min(Math.max(Number(value), 0), maxSteps + 1);
      return Array.from({ length: count }, (_, index) => [BigInt(index), BigInt(index)]);
    }
    if (isList(value)) return value.map((element, index) => [BigInt(index), element]);
    if (typeof value === "object" && value.kind === "map") {
      return [...value.entries].sort(([left], [right]) => (left < right ? -1 : 1));
    }
    throw failure(place, `range can't iterate over ${shownValue(value)}`);
  }

  async function runDefined(
    node: TemplateNode & { readonly kind: "template" },
    dot: TemplateValue,
  ): Promise<void> {
    const nodes = template.defined.get(node.name);
    if (nodes === undefined) throw failure(node.place, `template ${JSON.stringify(node.name)} not defined`);
    const value = node.pipeline === undefined ? undefined : await evaluatePipeline(node.pipeline, dot);
    depth += 1;
    if (depth > maxDepth) throw failure(node.place, `exceeded maximum template depth (${maxDepth})`);
    const outer = variables;
    variables = [{ name: "$", value }];
    await runAll(nodes, value);
    variables = outer;
    depth -= 1;
  }

  function assign(name: string, value: TemplateValue, isAssignment: boolean): void {
    const known = isAssignment ? variables.findLast((variable) => variable.name === name) : undefined;
    if (known === undefined) variables.push({ name, value });
    else known.value = value;
  }

  async function evaluatePipeline(pipeline: Pipeline, dot: TemplateValue): Promise<TemplateValue> {
    let final: readonly TemplateValue[] = [];
    for (const command of pipeline.commands) final = [await evaluateCommand(command, dot, final)];
    for (const name of pipeline.variables) assign(name, final[0], pipeline.isAssignment);
    return final[0];
  }

  async function evaluateCommand(
    command: Command,
    dot: TemplateValue,
    final: readonly TemplateValue[],
  ): Promise<TemplateValue> {
    const [first, ...rest] = command.operands;
    const given = async (): Promise<readonly TemplateValue[]> => {
      const values: TemplateValue[] = [];
      for (const operand of rest) values.push(await evaluateOperand(operand, dot));
      return [...values, ...final];
    };
    switch (first.kind) {
      case "function":
        return first.name === "and" || first.name === "or"
          ? firstDeciding(first.name === "or", command, dot, final)
          : callFunction(first, command, await given());
      case "field":
        return walk(dot, first.names, first, await given());
      case "variable":
        return walk(variableNamed(first.variable), first.names, first, await given());
      case "pipeline":
        return walk(await evaluatePipeline(first.pipeline, dot), first.names, first, await given());
      case "nil":
        throw failure(first, "nil is not a command");
      default: {
        if (rest.length > 0 || final.length > 0) {
          throw failure(first, `can't give argument to non-function ${first.text}`);
        }
        return evaluateOperand(first, dot);
      }
    }
  }

  function variableNamed(name: string): TemplateValue {
    return variables.findLast((variable) => variable.name === name)?.value;
  }

  /** `or` ends at the first true operand, `and` at the first that is not; those behind it are not evaluated. */
  async function firstDeciding(
    isOr: boolean,
    command: Command,
    dot: TemplateValue,
    final: readonly TemplateValue[],
  ): Promise<TemplateValue> {
    const [, ...rest] = command.operands;
    if (rest.length + final.length === 0) {
      throw failure(command, `wrong number of args for ${isOr ? "or" : "and"}: want at least 1 got 0`);
    }
    let value: TemplateValue;
    for (const operand of rest) {
      value = await evaluateOperand(operand, dot);
      if (isTrue(value) === isOr) return value;
    }
    return final.length === 0 ? value : final[0];
  }

  async function evaluateOperand(operand: Operand, dot: TemplateValue): Promise<TemplateValue> {
    switch (operand.kind) {
      case "string":
      case "number":
      case "boolean":
        return operand.value;
      case "nil":
        return null;
      case "dot":
        return dot;
      case "field":
        return walk(dot, operand.names, operand, []);
      case "variable":
        return walk(variableNamed(operand.variable), operand.names, operand, []);
      case "pipeline":
        return walk(await evaluatePipeline(operand.pipeline, dot), operand.names, operand, []);
      case "function":
        return callFunction(operand, operand, []);
    }
  }

  /** Fields, one after the other; arguments are for a method, which only the last may be. */
  async function walk(
    from: TemplateValue,
    names: readonly string[],
    place: Place,
    given: readonly TemplateValue[],
  ): Promise<TemplateValue> {
    let value = from;
    for (const [index, name] of names.entries()) {
      value = await fieldOf(value, name, place, index === names.length - 1 ? given : []);
    }
    if (names.length === 0 && given.length > 0) {
      throw failure(place, `can't give argument to non-function ${place.text}`);
    }
    return value;
  }

  async function fieldOf(
    value: TemplateValue,
    name: string,
    place: Place,
    given: readonly TemplateValue[],
  ): Promise<TemplateValue> {
    const isRecord = typeof value === "object" && value !== null && !isList(value);
    if (isRecord && (value.kind === "time" || value.kind === "duration")) {
      const method = methodOf(value, name);
      if (method !== undefined) {
        checkCount(method, name, place, given);
        return call(method, name, place, given);
      }
    }
    if (isRecord && value.kind === "map") {
      if (given.length > 0) throw failure(place, `${name} is not a method but has arguments`);
      return value.entries.has(name) ? value.entries.get(name) : value.missing;
    }
    if (isRecord && value.kind === "struct" && value.fields.has(name)) {
      if (given.length > 0) throw failure(place, `${name} has arguments but cannot be invoked as function`);
      return value.fields.get(name);
    }
    throw failure(
      place,
      value === undefined || value === null
        ? `nil pointer evaluating interface {}.${name}`
        : `can't evaluate field ${name} in type ${typeName(value)}`,
    );
  }

  async function callFunction(
    operand: Operand & { readonly kind: "function" },
    place: Place,
    given: readonly TemplateValue[],
  ): Promise<TemplateValue> {
    const found = functions.get(operand.name);
    if (found === undefined) {
      throw failure(place, `${JSON.stringify(operand.name)} is not a defined function`);
    }
    checkCount(found, operand.name, operand, given);
    return call(found, operand.name, place, given);
  }

  function checkCount(
    { minArguments, maxArguments }: TemplateFunction,
    name: string,
    place: Place,
    given: readonly TemplateValue[],
  ): void {
    if (given.length < minArguments || given.length > maxArguments) {
      const wanted = minArguments === maxArguments ? String(minArguments) : `at least ${minArguments}`;
      throw failure(place, `wrong number of args for ${name}: want ${wanted} got ${given.length}`);
    }
  }

  async function call(
    { call: work }: TemplateFunction,
    name: string,
    place: Place,
    given: readonly TemplateValue[],
  ): Promise<TemplateValue> {
    try {
      return await work(given);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      const isType = error.message.startsWith("wrong type for value");
      throw failure(place, isType ? error.message : `error calling ${name}: ${error.message}`);
    }
  }
}
