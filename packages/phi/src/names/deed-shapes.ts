import type { Shape } from "../detector.ts";
import { adverbs, belongings, callings, deeds, personVerbs } from "./cues.ts";
import { calledBefore, knownNameBefore, nameBefore, nameBeforeAdverb, ownerBefore } from "./name-before.ts";

/** Names by what follows them: what persons do and have, and how they are called. Where, the anchor says; each is a word in small letters. */
export const deedShapes: readonly Shape[] = [
  {
    anchor: {
      on: "word",
      words: personVerbs,
      from: "start",
      next: " :,",
    },
    pattern: /(?<=\p{L} )(?=[a-z])/uy,
    strength: "weak",
    contextReach: 200,
    startsAt: nameBefore,
  },
  {
    anchor: { on: "word", words: deeds, from: "start", next: " :,." },
    pattern: /(?<=\p{L} )(?=[a-z])/uy,
    strength: "weak",
    contextReach: 200,
    startsAt: knownNameBefore,
  },
  {
    // `Ana just left`
    anchor: { on: "word", words: adverbs, from: "start", next: " " },
    pattern: /(?<=\p{L} )(?=[a-z]{4,7} [a-z])/uy,
    strength: "weak",
    contextReach: 200,
    startsAt: nameBeforeAdverb,
  },
  {
    anchor: { on: "word", words: belongings, from: "start", next: ' ,.?!;:"\u007f' },
    pattern: /(?<=['\u2019]s )(?=[a-z])/uy,
    strength: "strong",
    startsAt: ownerBefore,
  },
  {
    anchor: { on: "word", words: callings, from: "start", after: [", "], next: " " },
    pattern: /(?<=\p{L}, )(?=[a-z]|I)/uy,
    strength: "weak",
    contextReach: 200,
    startsAt: calledBefore,
  },
];
