import { codeAt } from "../characters/code-at.ts";

/** Words that join a place to what happens there, and not to what is named for it. */
const joint =
  "(?:with|and|who|whose|for|on|in|at|to|from|has|had|have|an?|the|after|before|is|was|of|by|or|via|since|until|during|without|that|which|where|when|this|last|next)";
const instrument = new RegExp(
  `^(?:['\u2019]s)?(?: (?!${joint}\\b)[\\p{L}\\d][\\p{L}\\d-]{0,16}){0,2} (?:rules?|criteri(?:a|on)|scales?|scores?|scoring|ind(?:ex|ices)|classifications?|categor(?:y|ies)|tests?|staging|stages?|grades?|grading|types?|protocols?|consensus|guidelines?|surveys?|statements?|formulas?|equations?|signs?|stud(?:y|ies)|trials?|initiative|questionnaires?|inventor(?:y|ies)|algorithms?|nomograms?|definitions?|charts?|checklists?|calculators?)\\b`,
  "iu",
);
const longest = 64;

/** Whether a scale, a rule or a study is named for the place that ends at `end`: `Ottawa ankle rule`, `Rome IV criteria`. */
export function isOfInstrument(text: string, end: number): boolean {
  const next = codeAt(text, end);
  return (next === 32 || next === 39 || next === 0x2019) && instrument.test(text.slice(end, end + longest));
}
