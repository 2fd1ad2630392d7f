import { codeAt } from "../characters/code-at.ts";
import { isLetter } from "../characters/letters.ts";
import { isBefore } from "../characters/look-back.ts";
import type { Detector } from "../detector.ts";
import { isPersonal, isSpoken } from "../evidence/prose.ts";

const longestDomain = 64;

/** Where the domain starts whose last name is at `at`, in what persons write; that of a mailbox or a URL is none. */
function domainBefore(text: string, at: number): number | undefined {
  let start = at;
  while (start > at - longestDomain && isOfDomain(codeAt(text, start - 1))) start -= 1;
  const before = start === 0 ? " " : text.charAt(start - 1);
  if (!/[\s("'>:]/.test(before)) return undefined;
  return isPersonal(text, at) || isBefore(shownBefore, text, start) ? start : undefined;
}

const shownBefore =
  /(?<=\b(?:photos?|(?:web)?sites?:?|pages?|blogs?:?|links?:?|visit|browse|homepage:?)\s{1,4})/iy;

function isOfDomain(code: number): boolean {
  return code === 45 || code === 46 || (code >= 48 && code <= 57) || isLetter(code);
}

/** Parts of a URL that no other kind explains: query values, fragments and path segments that name one person. */
export const url: Detector = {
  kind: "URL",
  shapes: [
    {
      // In what persons write, the address of a site tells of them; in what programs write, it is a route.
      anchor: { on: "word", words: ["http", "https", "www", "ftp"], from: "start" },
      pattern:
        /(?<![\p{L}\p{N}.@-])(?:(?:https?|ftp):\/\/(?!localhost|127\.|\[|\d{1,3}\.)(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}|www\.(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24})(?::\d{1,5})?(?:\/[^\s"'<>]{0,512}(?<![.,;:!?)]))?/iuy,
      strength: "weak",
      contextReach: 160,
    },
    {
      // `Found it on https://tavola.example/x`, `Have a look at www.tavola.example`
      anchor: { on: "word", words: ["http", "https", "www"], from: "start" },
      pattern:
        /(?<=\b(?:[Ll]ook at|[Ff]ound (?:it |this |that |them )?(?:on|at)|[Ss]ource:|[Ss]ee|[Rr]ead|[Mm]ore (?:at|on|from)|[Ww]atch|[Cc]lick|[Gg]o to|[Cc]heck out|[Rr]eported that|[Pp]osted (?:on|at)|[Ss]ign up (?:at|on)|[Oo]rder(?:ed)? (?:at|on|from)|[Bb]ought (?:it |this )?(?:on|at|from)|[Rr]egister(?:ed)? (?:at|on)|[Ff]rom|[Oo]n|[Aa]t|[Tt]o) )(?:https?:\/\/(?!localhost|127\.|\[|\d{1,3}\.)(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}|www\.(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24})(?::\d{1,5})?(?:\/[^\s"'<>]{0,512}(?<![.,;:!?)]))?(?=[.,;:!?)]?(?:\s|$))/uy,
      strength: "strong",
      accepts: (_, text, start) => isSpoken(text, start),
    },
    {
      // `My website is rosewood-atelier.com`: in what a program writes, a host's name.
      anchor: { on: "word", words: ["com", "org", "net", "info", "biz", "edu"], from: "start" },
      pattern:
        /(?<=\.)(?<=[\p{L}\p{N}]\.)(?:com|org|net|info|biz|edu)(?:\/[^\s"'<>]{0,256}(?<![.,;:!?)]))?(?![\p{L}\p{N}_:@(=-]|\.[\p{L}\p{N}])/iuy,
      strength: "weak",
      contextReach: 160,
      startsAt: domainBefore,
    },
  ],
  context: [
    "my",
    "your",
    "her",
    "his",
    "she",
    "he",
    "i",
    "you",
    "website",
    "blog",
    "homepage",
    "browse",
    "browser",
    "facebook",
    "linkedin",
    "instagram",
    "twitter",
    "profile",
    "site",
    "visit",
    "posted",
    "photo",
    "check",
  ],
  negativeContext: [],
  fieldNames: [],
  strongFieldNames: [],
  examples: {
    match: [
      ["my blog is https://jane.example.org/about.", "https://jane.example.org/about"],
      ["Have a look at www.tavola.example, it is great!", "www.tavola.example"],
      ["My website is rosewood-atelier.com.", "rosewood-atelier.com"],
    ],
    ignore: ["GET https://api.example.org/v1/models", "resolved www2.example.org in 3 ms"],
  },
};
