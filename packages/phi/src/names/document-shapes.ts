import { isBefore } from "../characters/look-back.ts";
import type { Shape } from "../detector.ts";
import { isClinical, isOfProgram } from "../evidence/prose.ts";
import { capitals, endOfName, openings, wholeName } from "./name-pattern.ts";
import { knownWithin, loneWithin, namedWithin } from "./named-within.ts";
import { roles } from "./roles.ts";

type Within = (run: string) => readonly [start: number, end: number] | undefined;

/** Only in what no program wrote. */
function told(within: Within): NonNullable<Shape["within"]> {
  return (run, text, start) => (isOfProgram(text, start) ? undefined : within(run));
}

const ofName = /(?<=(?:name|surname|kin|signed)[:\t] ?)/iy;

/** Names of no list, by the words that documents have for persons: offices, parties, signatures, labels. */
export const documentShapes: readonly Shape[] = [
  {
    // `Goalkeeper Bonde saved it`, `Judge Varo dismissed the case`
    anchor: { on: "word", words: roles, from: "end", next: " ", second: openings },
    pattern: new RegExp(` ${wholeName}${endOfName}`, "uy"),
    strength: "strong",
    within: namedWithin,
  },
  {
    // `account holder Nokuthula Siyaya`, `issued to Mandla Mtolo`: of programs' things too, so that the words must be several or known.
    anchor: {
      on: "word",
      words:
        "to by for holder beneficiary contact witness guest tenant resident owner customer employee colleague manager director secretary assistant driver pilot officer nurse writer author artist editor teacher student neighbor neighbour".split(
          " ",
        ),
      from: "end",
      next: " :,",
      second: ` ${capitals}`,
    },
    pattern: new RegExp(
      `(?<=\\b(?:(?:issued|belongs?|belonging|registered|assigned|addressed|payable|deposit|transfer|payment|money|sold|sent|given|delivered|married|lent|owed) to|(?:owned|witnessed|signed|approved|reviewed|written|composed|painted|directed|taken|chaired|founded|led|rented|called|photographed) by|looking for|[Hh]older|[Bb]eneficiary|[Cc]ontact|[Ww]itness|[Gg]uest|[Tt]enant|[Rr]esident|[Oo]wner|[Cc]ustomer|[Ee]mployee|[Cc]olleague|[Mm]anager|[Dd]irector|[Ss]ecretary|[Aa]ssistant|[Dd]river|[Pp]ilot|[Oo]fficer|[Nn]urse|[Ww]riter|[Aa]uthor|[Aa]rtist|[Ee]ditor|[Tt]eacher|[Ss]tudent|[Nn]eighbou?r))[:,]? ${wholeName}${endOfName}`,
      "uy",
    ),
    strength: "strong",
    within: (run, text, start) =>
      isOfProgram(text, start) || isClinical(text, start) ? undefined : knownWithin(run),
  },
  {
    // `composed by Brânduşa`, `sung by Mbali`
    anchor: { on: "word", words: ["by"], from: "end", next: " ", second: openings },
    pattern: new RegExp(
      `(?<=\\b(?:written|composed|painted|directed|sung|performed|narrated|photographed|illustrated|translated|choreographed|coached|raised|adopted|loved|kissed|babysat|taught|invited|murdered|arrested) by) ${wholeName}${endOfName}`,
      "uy",
    ),
    strength: "strong",
    within: told(loneWithin),
  },
  {
    // The end of a letter: `Love,⏎Filomen`, `Kind regards⏎Maria van Dam`
    anchor: {
      on: "word",
      words:
        "regards love cheers thanks sincerely wishes truly faithfully best hugs xoxo xx xxx warmly yours respectfully gratefully kisses".split(
          " ",
        ),
      from: "end",
      next: " ,\n\r.!",
      second: ` \n\r${capitals}`,
    },
    pattern: new RegExp(
      `[,.!]?(?:[ \\r]{0,2}\\n[ >]{0,4}){1,3}${wholeName}(?=[ \\t\\r]{0,2}(?:\\n|$))`,
      "uy",
    ),
    strength: "strong",
    within: told(namedWithin),
  },
  {
    // The same on one line: `xoxo Rada`, `Cheers, Zoë`
    anchor: {
      on: "word",
      words: "regards love cheers sincerely wishes truly faithfully hugs xoxo xx xxx warmly kisses".split(
        " ",
      ),
      from: "end",
      next: " ,",
      second: ` ${capitals}`,
    },
    pattern: new RegExp(`,? ${wholeName}(?=[ \\t\\r]{0,2}(?:\\n|$))`, "uy"),
    strength: "strong",
    within: told(loneWithin),
  },
  {
    // A form: `Signed: Elbek Nazifov`, `First name: Jelisaveta`, `cc Febe Nyame`
    anchor: {
      on: "word",
      words:
        "name surname forename contact signed reviewer author customer client owner manager attn attention passenger guest tenant driver beneficiary witness sender recipient to from cc bcc applicant employee doctor landlord caller speaker teacher instructor assignee reporter kin by user holder agent buyer seller claimant insured student parent nominee host presenter organizer organiser chair".split(
          " ",
        ),
      from: "end",
      next: ":\t ",
      second: ` \t${capitals}`,
    },
    pattern: new RegExp(
      `(?:(?<=(?:^|[\\n|;,][ >]{0,4})(?:\\p{L}{2,12} ){0,2}\\p{L}{2,12})[:\\t] ?|(?<=(?:^|[\\s(])[Cc][Cc])[: ] ?)${wholeName}(?=[ \\t\\r]{0,2}(?:[\\n,;(<|]|$))`,
      "uy",
    ),
    strength: "strong",
    within: (run, text, start) => {
      if (isOfProgram(text, start)) return undefined;
      return isBefore(ofName, text, start) ? namedWithin(run) : knownWithin(run);
    },
  },
];
