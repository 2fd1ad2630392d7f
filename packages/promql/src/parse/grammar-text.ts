const token =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|#[^\n]*|(?<![\w.:])\d+\.(?![\w.])|[A-Za-z_:][\w:]*|[()[\]]|\d[\w.]*|[^\s()[\]\w]/gs;

const durationWords: ReadonlySet<string> = new Set(["step", "range", "start", "end", "min_of", "max_of"]);

/** Six letters like those that it stands for. The names of functions are read from the original text. */
const knownFunction = "vector";

/**
 * What the grammar does not know as Prometheus does, put into words that it knows. Every character keeps its offset:
 * names and positions are read from the original text.
 * - A number may end in its dot (`1.`): the dot becomes a blank.
 * - The words of durations may be in capitals (`STEP()`): they become small.
 * - Outside durations `min_of` and `max_of` are functions: they become the name of another.
 */
export function grammarText(text: string): string {
  let brackets = 0;
  let parens = 0;
  /** How many parentheses were open when an offset began; its duration ends when no more are. */
  let offsetParens: number | undefined;
  return text.replaceAll(token, (found, offset: number) => {
    if (found === "[") brackets++;
    else if (found === "]") brackets = Math.max(0, brackets - 1);
    else if (found === "(") parens++;
    else if (found === ")") {
      parens--;
      if (offsetParens !== undefined && parens <= offsetParens) offsetParens = undefined;
    } else if (/^\d+\.$/.test(found)) return `${found.slice(0, -1)} `;
    const lower = found.toLowerCase();
    const isCall =
      durationWords.has(lower) &&
      /^\s*\(/.test(text.slice(offset + found.length, offset + found.length + 20));
    const inDuration = brackets > 0 || offsetParens !== undefined;
    if (lower === "offset") offsetParens = parens;
    else if (offsetParens === parens && found !== "-" && found !== "+" && found !== "(" && !isCall) {
      offsetParens = undefined;
    }
    if (!isCall) return found;
    return lower.endsWith("_of") && !inDuration ? knownFunction : lower;
  });
}
