import { expandTemplate, formatHistogram, type InstantSample } from "@voiceassist/promql";
import { RE2JS } from "re2js";
import { goNumber } from "./go-number.ts";
import { hostAndPort, isIpAddress, joinHostPort } from "./host-port.ts";
import {
  humanize,
  humanize1024,
  humanizeDuration,
  humanizePercentage,
  humanizeTimestamp,
  millisOfSeconds,
} from "./humanize.ts";
import { parseGoFloat } from "./parse-go-float.ts";
import { TemplateError } from "./template-error.ts";
import {
  fixed,
  queryEscaped,
  type TemplateFunction,
  type TemplateFunctions,
  textOf,
  variadic,
} from "./template-functions.ts";
import { isList, type TemplateStruct, type TemplateValue, textMap, typeName } from "./template-value.ts";

/** What a query that a template makes is answered. */
export type TemplateQueryResult =
  | { readonly ok: true; readonly samples: readonly InstantSample[] }
  | { readonly ok: false; readonly error: string };

/** What the functions of Prometheus know besides their arguments. */
export interface TemplateEnvironment {
  /** Of the evaluation, Unix milliseconds. */
  readonly timeMillis: number;
  readonly externalUrl: string;
  /** At that time. */
  readonly query: (text: string) => Promise<TemplateQueryResult>;
}

function numberOf(value: TemplateValue): number {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "string") {
    const parsed = parseGoFloat(value);
    if (parsed !== undefined) return parsed;
    throw new TemplateError(`strconv.ParseFloat: parsing ${JSON.stringify(value)}: invalid syntax`);
  }
  throw new TemplateError(`can't convert ${typeName(value)} to float`);
}

function listOf(value: TemplateValue): readonly TemplateValue[] {
  if (isList(value)) return value;
  throw new TemplateError(`wrong type for value; expected template.queryResult; got ${typeName(value)}`);
}

function sampleOf(value: TemplateValue): TemplateStruct {
  if (typeof value === "object" && value !== null && !isList(value) && value.kind === "struct") return value;
  throw new TemplateError(`wrong type for value; expected *template.sample; got ${typeName(value)}`);
}

function labelOf(sample: TemplateValue, name: string): string {
  const labels = sampleOf(sample).fields.get("Labels");
  if (typeof labels !== "object" || labels === null || isList(labels) || labels.kind !== "map") return "";
  const value = labels.entries.get(name);
  return typeof value === "string" ? value : "";
}

async function queried(text: string, query: TemplateEnvironment["query"]): Promise<TemplateValue> {
  const result = await query(text);
  if (!result.ok) throw new TemplateError(result.error);
  return result.samples.map(structOf);
}

function structOf({ labels, value, histogram }: InstantSample): TemplateStruct {
  const fields = new Map<string, TemplateValue>([
    ["Labels", textMap(labels)],
    ["Value", histogram === undefined ? value : { kind: "histogram", text: formatHistogram(histogram) }],
  ]);
  return { kind: "struct", type: "*template.sample", fields };
}

function regexOf(pattern: TemplateValue): RE2JS {
  try {
    return RE2JS.compile(textOf(pattern));
  } catch (error) {
    if (error instanceof TemplateError) throw error;
    throw new TemplateError(
      `error parsing regexp: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function replaceAll(pattern: TemplateValue, replacement: string, text: string): string {
  const matcher = regexOf(pattern).matcher(text);
  let result = "";
  let from = 0;
  while (matcher.find()) {
    const numbered = Array.from(
      { length: matcher.groupCount() + 1 },
      (_, group) => matcher.group(group) ?? "",
    );
    const named = Object.fromEntries(
      Object.entries(matcher.getNamedGroups()).map(([name, value]) => [name, value ?? ""] as const),
    );
    result += text.slice(from, matcher.start()) + expandTemplate(replacement, { numbered, named });
    from = matcher.end();
  }
  return result + text.slice(from);
}

function stripDomain(given: string): string {
  const split = hostAndPort(given);
  const host = split?.host ?? given;
  if (isIpAddress(host)) return given;
  const [first = ""] = host.split(".", 1);
  return split === undefined || split.port === "" ? first : joinHostPort(first, split.port);
}

function timestampText(value: TemplateValue): string {
  const seconds = numberOf(value);
  return humanizeTimestamp(seconds) ?? beyondTime(seconds);
}

function beyondTime(seconds: number): never {
  throw new TemplateError(
    `${goNumber(seconds)} cannot be represented as a nanoseconds timestamp since it overflows int64`,
  );
}

function timeOf(value: TemplateValue): TemplateValue {
  const seconds = numberOf(value);
  if (!Number.isFinite(seconds)) throw new TemplateError("value is NaN or Inf");
  return { kind: "time", millis: millisOfSeconds(seconds) ?? beyondTime(seconds) };
}

const durationUnits: Readonly<Record<string, number>> = {
  y: 31_536_000,
  w: 604_800,
  d: 86_400,
  h: 3_600,
  m: 60,
  s: 1,
  ms: 0.001,
};
const duration = /^-?(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/u;

function secondsOf(text: string): number {
  if (text === "0") return 0;
  if (text === "" || text === "-" || !duration.test(text)) {
    throw new TemplateError(`not a valid duration string: ${JSON.stringify(text)}`);
  }
  let millis = 0;
  for (const [, count = "0", unit = ""] of text.matchAll(/(\d+)(ms|[ywdhms])/gu)) {
    millis += Number(count) * Math.round((durationUnits[unit] ?? 0) * 1_000);
  }
  return (text.startsWith("-") ? -millis : millis) / 1_000;
}

const titled = (text: string): string =>
  text.replace(
    /\p{L}[\p{L}\p{M}\p{Nd}'’_]*/gu,
    (word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`,
  );

function graphLink(expression: string, tab: 0 | 1): string {
  return `/graph?g0.expr=${queryEscaped(expression)}&g0.tab=${tab}`;
}

/** Of a series: `label "name"`, `value`, `strvalue`; of texts, numbers and times: the rest. */
const pure: TemplateFunctions = new Map<string, TemplateFunction>([
  [
    "first",
    fixed(1, ([list]) => {
      const [first] = listOf(list);
      if (first === undefined) throw new TemplateError("first() called on vector with no elements");
      return first;
    }),
  ],
  ["label", fixed(2, ([name, sample]) => labelOf(sample, textOf(name)))],
  ["value", fixed(1, ([sample]) => sampleOf(sample).fields.get("Value"))],
  ["strvalue", fixed(1, ([sample]) => labelOf(sample, "__value__"))],
  [
    "args",
    variadic(0, (values) => ({
      kind: "map",
      entries: new Map(values.map((value, place) => [`arg${place}`, value])),
      missing: undefined,
    })),
  ],
  [
    "reReplaceAll",
    fixed(3, ([pattern, replacement, text]) => replaceAll(pattern, textOf(replacement), textOf(text))),
  ],
  ["match", fixed(2, ([pattern, text]) => regexOf(pattern).matcher(textOf(text)).find())],
  ["safeHtml", fixed(1, ([text]) => textOf(text))],
  ["title", fixed(1, ([text]) => titled(textOf(text)))],
  ["toUpper", fixed(1, ([text]) => textOf(text).toUpperCase())],
  ["toLower", fixed(1, ([text]) => textOf(text).toLowerCase())],
  ["graphLink", fixed(1, ([expression]) => graphLink(textOf(expression), 0))],
  ["tableLink", fixed(1, ([expression]) => graphLink(textOf(expression), 1))],
  [
    "sortByLabel",
    fixed(2, ([label, list]) => {
      const name = textOf(label);
      return listOf(list).toSorted((left, right) => compare(labelOf(left, name), labelOf(right, name)));
    }),
  ],
  ["stripPort", fixed(1, ([text]) => hostAndPort(textOf(text))?.host ?? textOf(text))],
  ["stripDomain", fixed(1, ([text]) => stripDomain(textOf(text)))],
  ["humanize", fixed(1, ([value]) => humanize(numberOf(value)))],
  ["humanize1024", fixed(1, ([value]) => humanize1024(numberOf(value)))],
  ["humanizeDuration", fixed(1, ([value]) => humanizeDuration(numberOf(value)))],
  ["humanizePercentage", fixed(1, ([value]) => humanizePercentage(numberOf(value)))],
  ["humanizeTimestamp", fixed(1, ([value]) => timestampText(value))],
  ["toTime", fixed(1, ([value]) => timeOf(value))],
  ["toDuration", fixed(1, ([value]) => ({ kind: "duration", seconds: numberOf(value) }))],
  ["parseDuration", fixed(1, ([text]) => secondsOf(textOf(text)))],
  ["urlQueryEscape", fixed(1, ([text]) => queryEscaped(textOf(text)))],
]);

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

/** The functions that Prometheus adds to those of Go. */
export function prometheusFunctions(environment: TemplateEnvironment): TemplateFunctions {
  const { timeMillis, externalUrl, query } = environment;
  return new Map<string, TemplateFunction>([
    ...pure,
    ["query", fixed(1, ([text]) => queried(textOf(text), query))],
    ["now", fixed(0, () => timeMillis / 1_000)],
    ["externalURL", fixed(0, () => externalUrl)],
    [
      "pathPrefix",
      fixed(0, () => /^[a-z]+:\/\/[^/]*(?<path>\/[^?#]*)?/u.exec(externalUrl)?.groups?.path ?? ""),
    ],
  ]);
}

/** What `parseTemplate` may meet. */
export const prometheusFunctionNames: ReadonlySet<string> = new Set([
  ...pure.keys(),
  "query",
  "now",
  "externalURL",
  "pathPrefix",
]);
