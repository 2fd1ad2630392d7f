import { compileMatcher, type LabelMatcher, parseSelector } from "@voiceassist/promql";
import { type Answer, badData } from "./envelope.ts";
import { parseGoInteger } from "./go-number.ts";
import { parseTimeMillis } from "./time-parameter.ts";

/** A parameter's value, or the answer that refuses it. */
export type Parameter<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly answer: Answer };

export function given<Value>(value: Value): Parameter<Value> {
  return { ok: true, value };
}

/** Worded as Prometheus words it. */
export function invalid(name: string, problem: string): { readonly ok: false; readonly answer: Answer } {
  return { ok: false, answer: badData(`invalid parameter "${name}": ${problem}`) };
}

export function timeParameter(
  parameters: URLSearchParams,
  name: string,
  defaultMillis: number | undefined,
): Parameter<number> {
  const text = parameters.get(name) ?? "";
  if (text === "" && defaultMillis !== undefined) return given(defaultMillis);
  const millis = parseTimeMillis(text);
  if (millis !== undefined) return given(millis);
  const shown = JSON.stringify(text);
  const prefix = defaultMillis === undefined ? "" : `invalid time value for '${name}': `;
  return invalid(name, `${prefix}cannot parse ${shown} to a valid timestamp`);
}

/** 0 when absent, which is no limit. */
export function limitParameter(parameters: URLSearchParams): Parameter<number> {
  const text = parameters.get("limit") ?? "";
  if (text === "") return given(0);
  const limit = parseGoInteger(text, "Atoi");
  if (!limit.ok) return invalid("limit", limit.error);
  return limit.value < 0 ? invalid("limit", "limit must be non-negative") : given(limit.value);
}

export type Selector = readonly LabelMatcher[];

export type Selectors =
  | { readonly ok: true; readonly value: readonly Selector[] }
  | { readonly ok: false; readonly error: string };

/** Every `match[]`. */
export function readSelectors(parameters: URLSearchParams): Selectors {
  const selectors: Selector[] = [];
  for (const text of parameters.getAll("match[]")) {
    const parsed = parseSelector(text);
    if (!parsed.ok) return { ok: false, error: parsed.error.message };
    selectors.push(parsed.matchers);
  }
  return { ok: true, value: selectors };
}

/** Every `match[]`, of which none may match every series. */
export function readNarrowSelectors(parameters: URLSearchParams): Selectors {
  const selectors = readSelectors(parameters);
  return selectors.ok && selectors.value.some((selector) => selector.every(matchesEmpty))
    ? { ok: false, error: "match[] must contain at least one non-empty matcher" }
    : selectors;
}

function matchesEmpty(matcher: LabelMatcher): boolean {
  const compiled = compileMatcher(matcher);
  return compiled.ok && compiled.matches({});
}

/** Whole numbers that may be negative, as `limit` of the metadata routes. */
export function countParameter(parameters: URLSearchParams, name: string): Parameter<number | undefined> {
  const text = parameters.get(name) ?? "";
  if (text === "") return given(undefined);
  const count = parseGoInteger(text, "Atoi");
  if (!count.ok) return { ok: false, answer: badData(`${name} must be a number`) };
  return given(count.value < 0 ? undefined : count.value);
}
