import type { Shape } from "../detector.ts";
import { ambiguousNames } from "./ambiguous-names.ts";
import { commonFamilyNames } from "./family-names.ts";
import { lowerNameBefore } from "./name-before.ts";
import { stopWords } from "./stop-words.ts";

const isPlainFamilyName = (word: string): boolean => commonFamilyNames.has(word) && !ambiguousNames.has(word);

/** Names where nothing is in capitals: only what persons alone have before or after them tells. */
export const lowerCaseShapes: readonly Shape[] = [
  {
    // In lower case, a given and a family name of the longer lists count before what persons do.
    anchor: {
      on: "word",
      words: ["lives", "lived", "said", "says", "speak", "speaks", "called", "wrote", "died", "married"],
      from: "start",
    },
    pattern: /(?<=\p{Ll} )(?=(?:lives|lived|said|says|speaks?|called|wrote|died|married)\b)/uy,
    strength: "weak",
    contextReach: 200,
    startsAt: lowerNameBefore,
  },
  {
    // `mr. elliott`, where nothing is in capitals.
    anchor: {
      on: "word",
      words: ["mr", "mrs", "ms", "dr"],
      from: "start",
      next: ".",
      second: " ",
    },
    pattern:
      /(?<![\p{L}\p{N}_/.@-])(?:mr|mrs|ms|dr)\. \p{Ll}[\p{L}'\u2019-]{2,24}(?![\p{L}\p{N}_(=/@-]|[.:][\p{L}\p{N}])/uy,
    strength: "strong",
    accepts: (value) => !stopWords.has(value.slice(value.indexOf(" ") + 1)),
  },
  {
    // `mrs delgado`, `dr patel`: without the point, only a family name that is no other word.
    anchor: {
      on: "word",
      words: ["mr", "mrs", "ms", "dr"],
      from: "end",
      next: " ",
      second: "abcdefghijklmnopqrstuvwxyz",
    },
    pattern:
      /(?<=(?:^|[^\p{L}\p{N}_/.@-])(?:mr|mrs|ms|dr)) (\p{Ll}[\p{L}'\u2019-]{2,24})(?![\p{L}\p{N}_(=/@-]|[.:][\p{L}\p{N}])/uy,
    strength: "strong",
    accepts: isPlainFamilyName,
  },
  {
    anchor: { on: "word", words: ["me", "him", "her"], from: "end", next: " " },
    pattern:
      /(?<=\b(?:call|calls|called) (?:me|him|her)) (\p{Ll}[\p{L}'\u2019-]{2,24})(?![\p{L}\p{N}_(=/@-]|[.:][\p{L}\p{N}])/uy,
    strength: "strong",
    accepts: (value) => !stopWords.has(value),
  },
];
