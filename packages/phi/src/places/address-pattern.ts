import { countries } from "./countries.ts";
import { stateCode, stateName } from "./states.ts";
import { streetSuffixes } from "./street-types.ts";

/** Sources of patterns for parts of addresses. */

export const nameWord = "\\p{Lu}[\\p{L}'\u2019.-]{0,24}";
export const particles =
  "de la|de los|of the|of|and|de|da|do|del|della|delle|dei|des|du|dos|das|la|le|las|les|los|van|von|der|den|di|nad|na|pod|pri|ob|im|am|an|auf|au|aux|zum|zur|el|al|u|v|i|y|e|et|und|sur|upon|in";
export const particle: string = `(?:${particles})`;
const direction = "(?:[NSEW]{1,2}\\.? |North |South |East |West )?";
export const unit =
  "(?:,?[\\s>]{1,8}(?:[Aa]pt|[Aa]partment|[Uu]nit|[Ss]uite|[Ss]te|[Ff]loor|[Ff]lat|[Ff]l|[Rr]oom|[Rr]m|#)[. #]{0,2}[A-Za-z]?\\d{0,5}[A-Za-z]?(?!\\p{L}))";
export const zip =
  "(?:\\d{4,6}(?:-\\d{3,4})?|\\d{2,5}[- ]\\d{2,4}|\\d{4} ?[A-Z]{2}|[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}|[A-Z]\\d[A-Z] ?\\d[A-Z]\\d)(?![\\w-]| \\d)";
const cityAndState = `(?:,? {1,2}\\p{L}[\\p{L}.'-]{1,20}(?: \\p{L}[\\p{L}.'-]{1,20}){0,2},? ${stateCode}(?!\\p{L})(?:,? \\d{5}(?:-\\d{4})?)?)`;
/** Without capitals, only a ZIP code tells a state's letters from `in` and `or`. */
export const cityAndZip: string = `(?:,? {1,2}\\p{L}[\\p{L}.'-]{1,20}(?: \\p{L}[\\p{L}.'-]{1,20}){0,2},? ${stateCode},? \\d{5}(?:-\\d{4})?)`;
/** One word of a town, a region or a country; `nan` is what tables write for a region that is missing. */
const townWord = `(?:${particle}(?= )|nan\\b|${nameWord}|\\(\\p{Lu}[\\p{L} ]{2,24}\\)|\\d{2}(?=[\\s,]))`;
/** What follows a street: a town, a region and a country as far as the postcode. */
export const toPostcode: string = `(?:(?:,?[\\s>?]{1,8},? ?${townWord}){1,8},?[\\s>?]{1,8}${zip})`;
/** The same without a postcode, as far as a country or state. */
export const toCountry: string = `(?:(?:,[\\s>]{1,6}${nameWord}(?: (?:${particle} ){0,4}${nameWord}){0,4}){0,4}[,\\s>]{1,8}(?:${countries.pattern}|${stateName}|${stateCode})(?: \\(\\p{Lu}[\\p{L} ]{2,24}\\))?(?!\\p{L}))`;
/** The order of most of Europe: a postcode, then the town. */
export const toTown: string = `(?:,?[\\s>]{1,8}(?:[A-Z]{1,2}-)?\\d{2,5}(?:[- ]\\d{2,3})?(?: [A-Z]{2})? ${nameWord}(?: (?:${particle} ){0,4}${nameWord}){0,4}(?:,? (?:${countries.pattern}))?(?<!\\.)(?!\\p{L}))`;
/** What follows a street and its number. */
export const tail: RegExp = new RegExp(
  `${unit}{0,4}(?:${cityAndState})?(?:${toTown}|${toPostcode}|${toCountry})?`,
  "uy",
);
const number = "(?:\\d{1,6} )?\\d{1,6}(?:[-/]\\d{1,4})?[A-Da-d]?";
export const street: string = `(?<![\\d.:/-])${number} ${direction}(?:\\d{1,3}(?:st|nd|rd|th)|\\p{Lu}[\\p{Ll}'.][\\p{L}'.-]{0,19})(?: ${nameWord}){0,4}? ${streetSuffixes.usualCapitalised}(?!\\p{L})\\.?(?: [NSEW]{1,2}(?!\\w))?`;
/** Towns' words right after a unit, where no postcode ends them. */
export const afterUnit: string = `(?:[,.]?[\\s>?]{1,10}(?:nan\\b|${nameWord}|\\(\\p{Lu}[\\p{L} ]{2,24}\\)|${particle}(?= \\p{Lu}))){0,7}(?:[\\s>?,]{1,8}${zip})?`;
/** Without a street's suffix, a town, a state's code and a postcode: `7761 Cody Pass, Robertville, GA L8G6L1`. */
export const anyStreet: string = `(?<![\\d.:/=-])\\d{1,6} ${nameWord}(?: (?:${nameWord}|\\p{Ll}{1,12})){0,5}${unit}?`;
/** Of states, with the territories and the provinces of Canada, where a postcode follows. */
export const region: string = `(?:${stateCode}|AS|GU|M[HP]|PW|FM|AB|BC|MB|N[BLSTU]|ON|PE|QC|SK|YT)`;
export const toStateAndPostcode: string = `,?[\\s>]{1,8}(?:${particle} )?${nameWord}(?:[ ](?:${particle} ){0,4}${nameWord}){0,4}[\\s>]{0,4},[\\s>]{1,4}${region}(?:[\\s>]{1,4}${nameWord}(?: (?:${particle} ){0,4}${nameWord}){0,4})?[\\s>]{1,4}(?:\\d{4}[A-Z]{2}|H-\\d{4}|\\d{8}|${zip})(?!\\w)`;
/** What follows a number when it is no house's. */
export const measure =
  "(?! ?(?:ms|s|kb|mb|gb|bytes|seconds|minutes|hours|days|years?|times|%|st|nd|rd|th|am|pm|mg|ml|kg|cm|mm)\\b)(?![\\p{L}\\p{N}:/%-]|\\.\\d)";
