import { plain } from "../names/plain.ts";
import { stopWords } from "../names/stop-words.ts";
import { streetEndings, streetTypesBefore } from "./street-types.ts";

const typeBefore = new RegExp(`^(?:\\d{1,6},? )?(?:${streetTypesBefore})[. ]`, "iu");
const typeEnding = new RegExp(`(?:${streetEndings})\\.?$`, "iu");
const cue =
  /(?:lives? (?:at|on|in)|located (?:at|on)|address(?:es)?(?: is|:)?(?: it is| it's)?|sent? (?:it )?to|send (?:a new one )?to|return to|delivered to|(?:is|are) (?:at|on)|off at|enter on|stop at|side of|corner of|moved to|live at|new one to|meet at|turn on(?:to)?|same:|address(?:es)? of [^.\n]{1,40} (?:is|are)|card to)\s{1,6}(?:the corner of )?$/iu;
const words =
  /(?:^|[^\p{L}\p{N}])((?:\d{1,6},? )?(?:(?:\p{Lu}[\p{L}'’.-]{0,24}|C\/|(?:ul|str|u|út|útja|utca|rue|rua|via|gate|gata|põik|terrasse|terasse|kapu|fejedelem|tänav|de|da|do|del|delle|della|dei|des|du|dos|das|la|le|las|los|van|von|der|den|di|nad|na|pod|im|am|au|el|of|and)\.?) ){1,6})$/u;
/** The words that may stand between a house's number and the start of its street's name, in characters. */
const reach = 72;
const longestCue = 72;

/** Where the street before a trailing house number starts (`12 Via Roma 131`, `Ziegelgasse 19`); undefined for other numbers. */
export function streetStart(text: string, at: number): number | undefined {
  const last = text.charCodeAt(at - 2);
  if (text.charCodeAt(at - 1) !== 32 || !(last > 64 || last === 46)) return undefined;
  const before = text.slice(Math.max(0, at - reach), at);
  const street = words.exec(before)?.[1];
  if (street === undefined || !/\p{Ll}{3}/u.test(street)) return undefined;
  const start = at - street.length;
  const name = street.trimEnd();
  if (/^\d/.test(name) && name.match(/\p{L}{3,}/gu)?.every((word) => !stopWords.has(plain(word))))
    return start;
  if (typeBefore.test(street) || typeEnding.test(name)) return start;
  return cue.test(text.slice(Math.max(0, start - longestCue), start)) ? start : undefined;
}

const namedBefore =
  /(?:^|[\s(])(?:on|at|near|along|off|down|from|to|of|and|in|onto) ((?:(?:North|South|East|West|Old|New|[NSEW]\.?) )?(?:\p{Lu}[\p{L}'\u2019-]{1,24} ){1,3})$/u;
const longestNamed = 96;

/** Where the name of a street without a number starts, after a preposition: `on Old Mill Road`. */
export function namedStreetStart(text: string, at: number): number | undefined {
  const name = namedBefore.exec(text.slice(Math.max(0, at - longestNamed), at))?.[1];
  if (name === undefined) return undefined;
  const isName = name
    .trimEnd()
    .split(" ")
    .some((word) => !stopWords.has(plain(word)));
  return isName ||
    /^(?:Main|High|Church|Park|Market|Mill|Station|First|Second|Third|Fourth|Fifth|Sixth) $/.test(name)
    ? at - name.length
    : undefined;
}
