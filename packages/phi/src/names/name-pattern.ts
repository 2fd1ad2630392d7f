/** Sources of patterns for names as they are written in sentences: capitalised words, with particles between them. */

export const nameWord = "\\p{Lu}[\\p{L}'\u2019-]{0,24}";
export const particles: string =
  "van|von|de|del|della|la|le|bin|ibn|al|den|der|da|dos|di|ten|ter|te|zu|zur|af|av|el|du|do";
/** Labels, parts of addresses and months that follow a name in capitals. */
const noName =
  "(?!(?:Apt|Suite|Ste|Unit|Box|P\\.?O|Floor|Room|MRN|DOB|SSN|ID|NPI|Age|Tel|Phone|Fax|Mobile|Cell|E-?mail|Address)(?!\\p{L})|(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.? \\d)";
export const furtherWords: string = `(?: (?:(?:${particles}) ){0,4}${noName}(?:${nameWord}|\\p{Lu}\\.)){0,4}`;
/** What may not follow a name: the rest of an identifier, a call, an assignment, a mailbox, a path. */
export const endOfName = "(?![\\p{L}\\p{N}_(/=@-]|[.:][\\p{L}\\p{N}])";
/** A name of up to five words, with initials and particles. */
export const wholeName: string = `((?:\\p{Lu}\\.? ){0,4}(?:(?:${particles}) ){0,4}${nameWord}${furtherWords})`;
/** One or two words. */
export const shortName: string = `(${nameWord}(?: ${nameWord})?)`;
/** What a capitalised word starts with; the last stands for all that is not ASCII. */
export const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ\u007f";
/** The same, and the small letters with which a particle starts. */
export const openings: string = `${capitals}abdeltvz`;
