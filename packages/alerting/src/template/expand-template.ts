import { executeTemplate } from "./execute-template.ts";
import { parseTemplate } from "./parse-template.ts";
import {
  prometheusFunctionNames,
  prometheusFunctions,
  type TemplateEnvironment,
} from "./prometheus-functions.ts";
import { TemplateError } from "./template-error.ts";
import { goFunctions } from "./template-functions.ts";
import type { Template } from "./template-node.ts";
import type { TemplateValue } from "./template-value.ts";

export type Expanded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly error: string };

const isFunction = (name: string): boolean =>
  name === "and" || name === "or" || goFunctions.has(name) || prometheusFunctionNames.has(name);

/** The few texts of the rules are expanded again at each evaluation. */
const parsed = new Map<string, Template>();
const maxParsed = 2_000;

function templateOf(name: string, text: string): Template {
  const key = `${name}\n${text}`;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const template = parseTemplate(name, text, isFunction);
  if (parsed.size >= maxParsed) parsed.clear();
  parsed.set(key, template);
  return template;
}

/** What is wrong with a template, or `undefined`. */
export function templateProblem(name: string, text: string): string | undefined {
  try {
    templateOf(name, text);
    return undefined;
  } catch (error) {
    if (error instanceof TemplateError) return error.message;
    throw error;
  }
}

/** Expands a template of Go with the functions of Prometheus; errors are worded as there. */
export async function expandText(
  name: string,
  text: string,
  data: TemplateValue,
  environment: TemplateEnvironment,
): Promise<Expanded> {
  // Most texts are no templates.
  if (!text.includes("{{")) return { ok: true, text };
  let stage = "parsing";
  try {
    const template = templateOf(name, text);
    stage = "executing";
    const functions = new Map([...goFunctions, ...prometheusFunctions(environment)]);
    return { ok: true, text: await executeTemplate(template, data, functions) };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { ok: false, error: `error ${stage} template ${name}: ${error.message}` };
  }
}
