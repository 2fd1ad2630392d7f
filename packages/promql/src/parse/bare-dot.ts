const quotedOrDotted = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|#[^\n]*|(?<![\w.:])\d+\.(?![\w.])/gs;

/**
 * PromQL allows a number to end in its dot (`1.`), which the grammar does not know. The dot becomes a blank:
 * every other character keeps its offset.
 */
export function withoutBareDots(text: string): string {
  return text.replaceAll(quotedOrDotted, (match) => (/^\d/.test(match) ? `${match.slice(0, -1)} ` : match));
}
