/** What the original's lexer makes of a text that begins like a number, and where it stops. */
export interface LexedNumber {
  readonly kind: "number" | "duration" | "bad";
  readonly end: number;
}

/** Repeats the original's `scanNumber` and `acceptRemainingDuration`: its errors quote what they have taken so far. */
export function lexNumber(text: string, from: number): LexedNumber {
  let at = from;
  const is = (set: string): boolean => at < text.length && set.includes(text.charAt(at));
  const accept = (set: string): boolean => {
    if (!is(set)) return false;
    at++;
    return true;
  };
  const isWordNext = (): boolean => /^\w$/.test(text.charAt(at));

  function scanNumber(): boolean {
    let digits = "0123456789";
    if (accept("0") && accept("xX")) {
      accept("_");
      digits = "0123456789abcdefABCDEF";
    }
    accept(".");
    accept(digits);
    let hasDot = false;
    let hasExponent = false;
    while (is(`${digits}._eE`)) {
      if (is(".") && hasDot) return accept(".") && false;
      if (is("eE") && hasExponent) return accept("eE") && false;
      if (accept(".")) {
        hasDot = true;
        if (accept("_.") || digits.length > 10) return false;
      } else if (accept("eE")) {
        hasExponent = true;
        accept("+-");
        if (accept("._eE") || at >= text.length) return false;
      } else if (accept("_")) {
        if (accept("._eE") || at >= text.length) return false;
      } else while (accept(digits));
    }
    return at > from && !isWordNext();
  }

  function scanDuration(): boolean {
    if (!accept("smhdwy")) return false;
    accept("s");
    while (accept("0123456789")) {
      while (accept("0123456789"));
      if (!accept("smhdw")) return false;
      accept("s");
    }
    // The original has taken the character that it only wanted to look at.
    if (isWordNext()) return accept(text.charAt(at)) && false;
    return true;
  }

  if (scanNumber()) return { kind: "number", end: at };
  return scanDuration() ? { kind: "duration", end: at } : { kind: "bad", end: at };
}
