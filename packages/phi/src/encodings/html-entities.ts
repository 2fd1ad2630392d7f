/** HTML 4.01 section 24.2.1, in the order of their code points from 160. */
const latin1 =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
const firstLatin1 = 160;

/** The ASCII marks and the dashes and spaces that identifiers are written with (HTML, named character references). */
const marks: Readonly<Record<string, string>> = {
  amp: "&",
  quot: '"',
  apos: "'",
  lt: "<",
  gt: ">",
  commat: "@",
  num: "#",
  percnt: "%",
  lpar: "(",
  rpar: ")",
  plus: "+",
  comma: ",",
  period: ".",
  sol: "/",
  colon: ":",
  semi: ";",
  equals: "=",
  lowbar: "_",
  lsqb: "[",
  rsqb: "]",
  Tab: "\t",
  NewLine: "\n",
  ensp: " ",
  emsp: " ",
  thinsp: " ",
  hyphen: "\u2010",
  dash: "\u2010",
  ndash: "\u2013",
  mdash: "\u2014",
  minus: "\u2212",
  lsquo: "\u2018",
  rsquo: "\u2019",
};

const entities: ReadonlyMap<string, string> = new Map([
  ...latin1
    .split(" ")
    .map((name, index): [string, string] => [name, String.fromCharCode(firstLatin1 + index)]),
  ...Object.entries(marks),
  // A space that does not break a line parts words like any other.
  ["nbsp", " "],
  ["shy", ""],
]);

/** The character of `&name;`; undefined for a name that is not known. */
export function entityCharacter(name: string): string | undefined {
  return entities.get(name);
}
