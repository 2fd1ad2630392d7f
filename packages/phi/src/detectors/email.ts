import { codeAt } from "../characters/code-at.ts";
import { isBefore } from "../characters/look-back.ts";
import type { Detector } from "../detector.ts";

const localCharacter = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]/u;

/** `git@github.com:acme/app.git`, `logo@2x.png` */
function isRepositoryOrImage(value: string): boolean {
  const at = value.indexOf("@");
  const first = codeAt(value, at + 1);
  const isImage = first >= 48 && first <= 57 && /@\dx\.(?:png|jpe?g|webp|gif|svg)$/i.test(value);
  return isImage || (at === 3 && /^git@/i.test(value));
}

/** `getty@tty1.service`: an instance of systemd's. */
function isUnit(value: string): boolean {
  const last = codeAt(value, value.length - 1);
  // Few domains end in one of these letters.
  if (last !== 101 && last !== 114 && last !== 116) return false;
  return /\.(?:service|socket|target|timer|mount|slice|scope)$/.test(value);
}

const credentials = /(?<=:\/\/[^\s"'<>/]{1,256})/y;
/** Marks before which a password may go on. */
const passwordMarks = ":!$&'()*+,;=~@";

/** `mongodb://app:secret@db.example.org`: who logs in where, and no mailbox. */
function isUserinfo(text: string, start: number): boolean {
  const before = text[start - 1];
  return before !== undefined && passwordMarks.includes(before) && isBefore(credentials, text, start);
}

export const email: Detector = {
  kind: "EMAIL",
  shapes: [
    {
      anchor: { on: "character", character: "@", back: /[\p{L}\p{N}._%+-]/u, maxBack: 64 },
      pattern:
        /[\p{L}\p{N}_+](?:[\p{L}\p{N}._%+-]{0,62}[\p{L}\p{N}_+-])?@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}@])/uy,
      strength: "strong",
      accepts: (value, text, start) =>
        !isRepositoryOrImage(value) &&
        !isUnit(value) &&
        !isUserinfo(text, start) &&
        !(text[start - 1] === "@" && localCharacter.test(value)),
    },
    {
      anchor: { on: "character", character: "@", back: /[^\n\r\t<>@:]/u, previous: '"', maxBack: 64 },
      // In a string of JSON, the marks carry backslashes.
      pattern:
        /\\{0,7}"[^"\\\n\r\t<>@]{1,62}\\{0,7}"@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}@])/uy,
      strength: "strong",
    },
  ],
  context: [],
  negativeContext: [],
  fieldNames: ["email", "emails", "e mail", "mail", "email address", "e mail address", "mail address"],
  strongFieldNames: [],
  labelled: /[^\s"'<>,;&]{1,64}@[^\s"'<>,;&]{1,255}/y,
  examples: {
    match: [
      ["write to jane.doe+lab@mail.example.org today", "jane.doe+lab@mail.example.org"],
      ["<mailto:j_d@example.co>", "j_d@example.co"],
      ["josé@exämple.org", "josé@exämple.org"],
      ['to "jane doe"@example.org', '"jane doe"@example.org'],
      ['{"to":"\\"jane doe\\"@example.org"}', '\\"jane doe\\"@example.org'],
    ],
    ignore: [
      "git@github.com:acme/app.git",
      "user@host",
      "java.lang.Object@1b6d3586",
      "logo@2x.png",
      "@voiceassist/phi",
      "pkg@1.2.3",
      "getty@tty1.service",
    ],
  },
};
