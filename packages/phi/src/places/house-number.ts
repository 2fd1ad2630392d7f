/** Types of street that stand before the name. */
const typeBefore =
  /^(?:\d{1,6},? )?(?:rue|rua|via|viale|calle|avenida|avda\.?|av\.?|strada|ul\.?|ulica|plaza|place|piazza|paseo|boulevard|avenue|chemin|route|largo|praça|travessa|carrer|camino|corso|vicolo|allée|quai|impasse|r|trg|sokál)\s/iu;
/** Endings that make a word a street in languages that join them. */
const typeEnding =
  /(?:stra(?:ss|ß)e|str\.|gasse|weg|gata|gatan|gate|gade|vej|veien|vägen|väg|laan|straat|katu|tie|utca|u\.|tér|platz|stræde|plein|ring|allé|ul\.|kuja|polku|bakken|vangen|stien|braut|gatan|torg|svingen|kade|dijk|steeg|pad|ova|ská|utca|körút|rkp\.)$/iu;
const cue =
  /(?:lives? (?:at|on|in)|located (?:at|on)|address(?: is|:)?|sent? (?:it )?to|send (?:a new one )?to|return to|(?:is|are) (?:at|on)|off at|enter on|stop at|side of|corner of|moved to|live at|new one to|meet at|turn on(?:to)?)\s{1,6}(?:the corner of )?$/iu;
const words =
  /(?:^|[^\p{L}\p{N}])((?:\d{1,6},? )?(?:(?:\p{Lu}[\p{L}'’.-]{0,24}|ul\.|rue|rua|via|de|da|do|del|delle|della|dei|des|du|la|le|van|von|der|den|di|dos|das|nad|na|pod|im|am|au|el|of|u\.) ){1,6})$/u;
/** The words that may stand between a house's number and the start of its street's name, in characters. */
const reach = 72;

/** Where the street before a trailing house number starts (`12 Via Roma 131`, `Ziegelgasse 19`); undefined for other numbers. */
export function streetStart(text: string, at: number): number | undefined {
  const last = text.charCodeAt(at - 2);
  if (text.charCodeAt(at - 1) !== 32 || !(last > 64 || last === 46)) return undefined;
  const before = text.slice(Math.max(0, at - reach), at);
  const street = words.exec(before)?.[1];
  if (street === undefined || !/\p{Ll}{3}/u.test(street)) return undefined;
  const start = at - street.length;
  const name = street.trimEnd();
  if (/^\d/.test(name) || typeBefore.test(street) || typeEnding.test(name)) return start;
  return cue.test(text.slice(Math.max(0, start - 36), start)) ? start : undefined;
}
