import { codeAt } from "../characters/code-at.ts";
import type { Shape } from "../detector.ts";
import { isEponym } from "../names/patient-name.ts";
import { cities } from "./cities.ts";
import { countries } from "./countries.ts";
import { isOfInstrument } from "./instrument.ts";
import { stateCode, stateName } from "./states.ts";

type Within = NonNullable<Shape["within"]>;

const comma = 44;

/** One to five words, as a listed name is written: what its pattern finds is cut back to the name. */
export const listedRun =
  "(?:St\\. )?[A-Z][A-Za-z-]{1,20}(?:,? (?:St\\. )?[A-Za-z][A-Za-z-]{1,20}){0,4}(?![A-Za-z])";

/**
 * The longest of the names that a run starts with and `ending`, which is sticky, lets end; the span ends where that does.
 * Every pattern of all the names would be fifty kilobytes of machine code.
 */
export function listedWithin(names: ReadonlySet<string>, ending: RegExp): Within {
  /** By their first words, the longest first. */
  const byFirst = new Map<string, readonly string[]>();
  for (const name of Array.from(names).toSorted((one, other) => other.length - one.length)) {
    const first = firstWord(name);
    byFirst.set(first, [...(byFirst.get(first) ?? []), name]);
  }
  return (run, text, start) => {
    for (const name of byFirst.get(firstWord(run)) ?? none) {
      if (!run.startsWith(name)) continue;
      ending.lastIndex = start + name.length;
      if (ending.test(text)) return [0, ending.lastIndex - start];
    }
    return undefined;
  };
}

const none: readonly string[] = [];

function firstWord(run: string): string {
  const space = run.indexOf(" ");
  if (space < 0) return run;
  return run.slice(0, codeAt(run, space - 1) === comma ? space - 1 : space);
}

const state = `(?:${stateCode}|${stateName})(?![\\p{L}\\p{N}_(=/@])`;
const branch = "(?:[Cc]linic|[Hh]osp(?:ital)?\\.?|office|branch|ER|VA|campus|facility)(?!\\p{L})";
const cityWithState = listedWithin(cities.written, new RegExp(`,? ${state}| ${branch}`, "uy"));
const city = listedWithin(cities.written, /(?![\p{L}\p{N}_(=/@:-]|\.\p{L})/uy);

/** `Boston, MA`, `Austin clinic` */
export const cityWith: Within = (run, text, start) => {
  const found = cityWithState(run, text, start);
  return found === undefined || isOfInstrument(text, start + found[1]) ? undefined : found;
};

export const cityAlone: Within = (run, text, start) => {
  const found = city(run, text, start);
  if (found === undefined || isOfInstrument(text, start + found[1])) return undefined;
  return isEponym(text, start, start + found[1]) ? undefined : found;
};

/** How a country's name ends. */
export const countryName: RegExp = /(?![\p{L}\p{N}_(/=@-]|[.:][\p{L}\p{N}])/uy;

export const country: Within = listedWithin(countries.written, countryName);

/** `Cyprus (Greek)` */
export const countryOrPart: Within = listedWithin(
  countries.written,
  /(?: \(\p{Lu}\p{L}{2,12}\))?(?![\p{L}\p{N}_(/=@-]|[.:][\p{L}\p{N}])/uy,
);

export const countryLine: Within = listedWithin(
  countries.written,
  /(?: \(\p{Lu}\p{L}{2,12}\))?(?=[ \t\r]{0,2}(?:\d{4,6})?[ \t\r]{0,2}(?:\n|$))/uy,
);

/** The same where the text around it allows it. */
export function listedWhere(listed: Within, allows: (text: string, at: number) => boolean): Within {
  return (run, text, start) => {
    const found = listed(run, text, start);
    return found !== undefined && allows(text, start) ? found : undefined;
  };
}

/** The same with the town before it; none without one. */
export function withTown(
  listed: Within,
  townStart: (text: string, at: number) => number | undefined,
): Within {
  return (run, text, start) => {
    const found = listed(run, text, start);
    const town = found === undefined ? undefined : townStart(text, start);
    return found === undefined || town === undefined ? undefined : [town - start, found[1]];
  };
}
