type Block = readonly [from: number, to: number];

/** Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic; their digits and those of Devanagari; signs made of letters; what of them is written wide. */
const scripts: readonly Block[] = [
  [0, 0x06ff],
  [0x0966, 0x096f],
  [0x1e00, 0x1fff],
  [0x2070, 0x214f],
  [0xff10, 0xff5a],
];
/** Scripts without capitals, of which the marks count as letters, but for those that end a sentence. */
const otherScripts: readonly Block[] = [
  [0x0710, 0x0963],
  [0x0970, 0x1dff],
  [0x2c00, 0x2dff],
  [0x3040, 0xd7ff],
  [0xf900, 0xfdff],
  [0xfe70, 0xfefe],
  [0xff66, 0xffdc],
];

/** By the name of a property, where in UTF-16 the characters are that have it. */
const blocks: ReadonlyMap<string, readonly Block[]> = new Map([
  ["L", [...blocksOf(/\p{L}/u), ...otherScripts]],
  ["Lu", blocksOf(/\p{Lu}/u)],
  ["Ll", blocksOf(/\p{Ll}/u)],
  ["N", blocksOf(/\p{N}/u)],
]);

function blocksOf(pattern: RegExp): readonly Block[] {
  const found: [number, number][] = [];
  for (const [from, to] of scripts) {
    for (let code = from; code <= to; code += 1) {
      if (!pattern.test(String.fromCharCode(code))) continue;
      const last = found.at(-1);
      if (last?.[1] === code - 1) last[1] = code;
      else found.push([code, code]);
    }
  }
  return found;
}

const codes = 0x1_0000;

/** One flag for every UTF-16 code: whether its character has the property. */
export function bitsOfProperty(name: "L" | "Lu" | "Ll"): Uint8Array {
  const bits = new Uint8Array(codes);
  for (const [from, to] of blocks.get(name) ?? []) bits.fill(1, from, to + 1);
  return bits;
}

/** By the name of a property, the inside of a character class. */
const classes: ReadonlyMap<string, string> = new Map(
  Array.from(blocks, ([name, ranges]) => [name, ranges.map(written).join("")]),
);

function written([from, to]: Block): string {
  return from === to ? String.fromCharCode(from) : `${String.fromCharCode(from)}-${String.fromCharCode(to)}`;
}

const parts = /\\(?:p\{(L|Lu|Ll|N)\}|.)|[[\]]/gsu;

/**
 * The same pattern for the scripts in use, of which each character is one UTF-16 unit. V8 makes of every `\p{L}` some eight
 * kilobytes of machine code otherwise, for those that are two units; and beyond a megabyte for all patterns (in its source,
 * `kRegExpCompiledLimit`), it compiles what follows to code that takes several times longer.
 */
export function withRanges(pattern: RegExp): RegExp {
  let isInClass = false;
  const source = pattern.source.replace(parts, (part: string, name: string | undefined) => {
    if (part === "[") isInClass = true;
    else if (part === "]") isInClass = false;
    const inside = name === undefined ? undefined : classes.get(name);
    if (inside === undefined) return part;
    return isInClass ? inside : `[${inside}]`;
  });
  return source === pattern.source ? pattern : new RegExp(source, pattern.flags);
}
