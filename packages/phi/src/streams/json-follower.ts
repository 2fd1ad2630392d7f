/** What a character of a JSON text did to its structure (RFC 8259 section 2). */
type JsonStep = "within" | "comma" | "opens" | "closes" | "quotes" | "unquotes" | "breaks";

/** Follows the structure of a JSON text character by character, without holding any of it. */
export interface JsonFollower {
  /** How many objects and lists are open. */
  readonly depth: number;
  readonly inString: boolean;
  /** Whether the innermost open value is an object. */
  readonly inObject: boolean;
  /** What the next character does. After `breaks`, the text is no JSON, and nothing more is to be asked. */
  step(code: number): JsonStep;
}

/** What is nested deeper counts as no JSON. */
const maxDepth = 65_536;

type Expected = "value" | "valueOrEnd" | "key" | "keyOrEnd" | "colon" | "commaOrEnd" | "nothing";

const quote = 34;
const comma = 44;
const colon = 58;
const backslash = 92;
const openList = 91;
const closeList = 93;
const openObject = 123;
const closeObject = 125;

/** Every JSON text that is an object, a list or a string passes; of numbers and literals only the characters are looked at. */
export function followJson(): JsonFollower {
  /** Whether each of the open values is an object. */
  const objects: boolean[] = [];
  let expected: Expected = "value";
  let inString = false;
  let isEscaped = false;
  let inScalar = false;

  function ended(): void {
    expected = objects.length === 0 ? "nothing" : "commaOrEnd";
  }

  function inside(code: number): JsonStep {
    if (isEscaped) isEscaped = false;
    else if (code === backslash) isEscaped = true;
    else if (code === quote) {
      inString = false;
      if (expected === "key" || expected === "keyOrEnd") expected = "colon";
      else ended();
      return "unquotes";
    }
    return code < 32 ? "breaks" : "within";
  }

  function open(isObject: boolean): JsonStep {
    if ((expected !== "value" && expected !== "valueOrEnd") || objects.length >= maxDepth) return "breaks";
    objects.push(isObject);
    expected = isObject ? "keyOrEnd" : "valueOrEnd";
    return "opens";
  }

  function close(isObject: boolean): JsonStep {
    const mayEnd = expected === "commaOrEnd" || expected === (isObject ? "keyOrEnd" : "valueOrEnd");
    if (!mayEnd || objects.pop() !== isObject) return "breaks";
    ended();
    return "closes";
  }

  function openString(): JsonStep {
    if (expected === "colon" || expected === "commaOrEnd" || expected === "nothing") return "breaks";
    inString = true;
    return "quotes";
  }

  function between(code: number): JsonStep {
    switch (code) {
      case quote:
        return openString();
      case openList:
      case openObject:
        return open(code === openObject);
      case closeList:
      case closeObject:
        return close(code === closeObject);
      case comma:
        if (expected !== "commaOrEnd") return "breaks";
        expected = objects.at(-1) === true ? "key" : "value";
        return "comma";
      case colon:
        if (expected !== "colon") return "breaks";
        expected = "value";
        return "within";
      default:
        return scalar(code);
    }
  }

  function scalar(code: number): JsonStep {
    const isValue = expected === "value" || expected === "valueOrEnd";
    if (!isValue || objects.length === 0 || !isOfScalar(code)) return "breaks";
    inScalar = true;
    ended();
    return "within";
  }

  return {
    get depth() {
      return objects.length;
    },
    get inString() {
      return inString;
    },
    get inObject() {
      return objects.at(-1) === true;
    },
    step(code) {
      if (inString) return inside(code);
      if (inScalar && isOfScalar(code)) return "within";
      inScalar = false;
      return isSpace(code) ? "within" : between(code);
    },
  };
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** Of numbers, `true`, `false` and `null`. */
function isOfScalar(code: number): boolean {
  const isLetter = (code | 32) >= 97 && (code | 32) <= 122;
  return isLetter || (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46;
}
