import { countDigits } from "../characters/digits.ts";

/** What a register's code looks like after its keyword: letters, digits and dashes, with digits among them. */
export const code: string =
  "#?(?:[A-Za-z]{1,8}[-/ ]?){0,1}\\d[\\dA-Za-z]{0,19}(?:[-/][\\dA-Za-z]{1,12}){0,4}";
/** Between a keyword and its code. */
export const link: string =
  "[\"']?(?:[ _.-]?(?:id|no|num|nbr|number|nr|code|identifier)\\b){0,4}\\.?(?: ?#(?= (?:is|was)))?(?: (?:is|was|of))?[ \\t:=#\"']{0,8}";

/** A code without three digits is a word, a unit or a version. */
export function hasThreeDigits(value: string): boolean {
  return countDigits(value) >= 3;
}
