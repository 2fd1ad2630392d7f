import { detectors } from "@voiceassist/phi";
import { createRandom } from "./random.ts";

type Detector = (typeof detectors)[number];
type Shape = Detector["shapes"][number];

/** A text that, repeated, costs a careless engine more than its length. */
export interface CraftedInput {
  /** The detector it is made for; "runs" and "mixtures" for all of them. */
  readonly name: string;
  readonly unit: string;
  /** What stands once before the units: it may change how all of them are read. */
  readonly opening?: string;
}

/** Runs that many patterns can start in and few can finish, and what opens without closing. */
const runs: readonly string[] = [
  ...Array.from("1aAé_:/&%\\\"'[{=@.-+(|~^?$<>, \n\t"),
  ..."1 |1-|1.|1/|12:|+1(|(1) |a.|a@|@a|a-|::|ff:|::1 |//a|?a=|%25|%2|%e2%82|&#|&amp;|&#65;|&#65|\\x41|%u0041|=4A".split(
    "|",
  ),
  '\\"',
  "\\\\",
  "\\u00",
  "\\n",
  ...'[[~[]~{}~{"a":~{"m":"~{"ssn":~"ssn":"~[ssn]='.split("~"),
  ..."a[ssn]=|(ssn)=|Key (ssn)=(|ssn |ssn:|ssn=|password=|name: |id: a1|patient: {".split("|"),
  ..."[REDACTED:|[REDACTED:SSN] |[TOKEN:|eyJ|AAAA|QUJD|SmFuZSBEb2U= |-----BEGIN ".split("|"),
  ..."Ab|AbC|A. |A.B. |A B |Aa Bb. |Éa |Jane |Jane, |Doe, Jane |jane+doe+|Jane Doe |John Q. |van der |O'Neil ".split(
    "|",
  ),
  ..."a |aa|abc |straßenbahn|日本語|\u{1f600}|Ünïcode |aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ".split("|"),
  "MSH|^~\\&|",
  "PID|1|",
  "NM1*IL*1*",
  "a|b^c~",
  "http://a.",
  "https://a.b/",
  "data:image/png;base64,",
  ..."%252525|&amp;amp;|&amp;#37;|\\\\\\\\|\\u005c|e\u0301|\u0301|\u00c9\u00e9|\u0130\u0131|\u200b|A\u0301 |aB3c-|SmFu1Z/|aB3_|ISA*00*|~ISA*".split(
    "|",
  ),
  ..."4bf92f35-77b3-4da6-a3ce-929d0e0e4736|1.1.1.|1,1,|(((|)))|[1](|<a href=|--|__|::ffff:|0x1f|1e9|+1+|a.b.c.|A.B-|'s ".split(
    "|",
  ),
];

/** Openings that make an engine look on for an end, or read what follows as encoded, quoted or said of a patient. */
const openings: readonly string[] = [
  "[",
  '{"a":"',
  '"ssn":"',
  "ssn='",
  "patient: {",
  "%41 ",
  "&amp; ",
  "a+b ",
  "\\n ",
  "zzzz/",
  "https://a.b/?q=",
  "Patient Jane Doe: ",
  "Jane Doe\n",
  "[REDACTED:SSN] ",
];

const digitsAtMost = 20;
const mixtures = 200;
const partsPerMixture = 4;
const wordsPerShape = 12;
const openedPerDetector = 2;

/**
 * Runs; for every detector its examples opened, with encoded characters between them, whole, cut short, without their first
 * words and with a last character that does not fit, its context words,
 * and what starts each of its shapes with what may follow; and mixtures of all of these.
 */
export function craftedInputs(): readonly CraftedInput[] {
  const inputs = new Map<string, CraftedInput>();
  const add = (name: string, unit: string): void => {
    if (unit.trim() !== "" || unit.length === 1) inputs.set(unit, { name, unit });
  };
  const addOpened = (name: string, unit: string): void => {
    for (const opening of openings) inputs.set(opening + unit, { name, unit, opening });
  };
  for (const unit of runs) add("runs", unit);
  for (const { kind, examples, context, shapes } of detectors) {
    for (const [text] of examples.match.slice(0, openedPerDetector)) {
      addOpened(kind, `${text} `);
      for (const unit of encodedForms(text)) add(kind, unit);
    }
    for (const [text] of examples.match) {
      for (const unit of [`${text} `, text, text.slice(0, -1), `${text.slice(0, -1)}\u00e9 `])
        add(kind, unit);
      for (const part of partsOf(text)) add(kind, part);
    }
    for (const text of examples.ignore) for (const unit of [text, `${text} `]) add(kind, unit);
    for (const word of context) for (const unit of [`${word} `, `${word} 1 `]) add(kind, unit);
    for (const shape of shapes) for (const unit of starts(shape)) add(kind, unit);
  }
  const units = [...inputs.keys()];
  const random = createRandom(7_919);
  for (let count = 0; count < mixtures; count += 1) {
    const parts = Array.from({ length: partsPerMixture }, () => units[random(units.length)] ?? "");
    add("mixtures", parts.join(""));
  }
  return [...inputs.values()];
}

/** With an encoded character in every unit, or all of it encoded: an engine reads it twice and more. */
function encodedForms(text: string): readonly string[] {
  return [
    `${text} %41 `,
    `${text} &#65; `,
    `${text.replaceAll(" ", "+")}+`,
    `${text.replaceAll(" ", "%20")}%20`,
    `${text}\\n`,
    `${JSON.stringify(JSON.stringify({ a: text }))} `,
    `${Buffer.from(text).toString("base64")} `,
  ];
}

/** The beginnings of a text that end with a word, and the ends that start with one. */
function partsOf(text: string): readonly string[] {
  const words = text.split(" ");
  return words
    .slice(1)
    .flatMap((_, count) => [
      `${words.slice(0, count + 1).join(" ")} `,
      `${words.slice(count + 1).join(" ")} `,
    ]);
}

/** What the engine tries the shape at, with each character that it lets follow. */
function starts({ anchor }: Shape): readonly string[] {
  switch (anchor.on) {
    case "digits": {
      const lead = anchor.lead?.charAt(0) ?? "";
      return [anchor.min, Math.min(anchor.max, digitsAtMost)].flatMap((length) =>
        Array.from(anchor.next ?? " ").flatMap((next) => {
          const run = (anchor.first ?? "1").charAt(0).padEnd(length, "2");
          return [
            `${lead}${run}${next}`,
            `${lead}${run}${next} `,
            `${lead}${run}${next}${anchor.second?.charAt(0) ?? "1"}`,
          ];
        }),
      );
    }
    case "word":
      return [...anchor.words].slice(0, wordsPerShape).flatMap((word) => {
        const capital = word.charAt(0).toUpperCase() + word.slice(1);
        const next = (anchor.next ?? " ").charAt(0);
        return [`${word}${next}`, `${capital}${next}`, `${word}${next}1`, `${capital} A`];
      });
    case "character":
      return [`a${anchor.character}`, `1${anchor.character}`, `a${anchor.character}a.`];
    case "prefix":
      return anchor.prefixes.flatMap((prefix) => [`${prefix} `, `${prefix}A1`, `${prefix}IA`, `${prefix}0a`]);
    case "capitals":
      return ["Aa ", "Aa Bb Cc, "];
  }
}
