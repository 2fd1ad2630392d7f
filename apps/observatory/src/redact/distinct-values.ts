import { createHmac, randomBytes } from "node:crypto";

export interface DistinctValues {
  /**
   * `redacted`, followed by `#2`, `#3`, … when other originals of the same label became the same text before.
   * The number says only the order of appearance in this process: it is a pseudonym, it is not derived from the
   * original, and it does not survive a restart.
   */
  readonly number: (labelName: string, original: string, redacted: string) => string;
}

const maxOriginalsPerText = 1_000;
const maxTexts = 10_000;
const overflowSuffix = "#more";

/** Keeps series apart that redaction would make equal. Holds keyed digests of the originals, never the originals. */
export function createDistinctValues(onOverflow: () => void): DistinctValues {
  const key = randomBytes(32);
  const texts = new Map<string, Map<string, number>>();
  return {
    number(labelName, original, redacted) {
      const text = `${labelName}\0${redacted}`;
      let originals = texts.get(text);
      if (originals === undefined && texts.size < maxTexts) {
        originals = new Map();
        texts.set(text, originals);
      }
      const digest = createHmac("sha256", key).update(original).digest("base64");
      let index = originals?.get(digest);
      if (index === undefined && originals !== undefined && originals.size < maxOriginalsPerText) {
        index = originals.size + 1;
        originals.set(digest, index);
      }
      if (index === undefined) {
        onOverflow();
        return `${redacted}${overflowSuffix}`;
      }
      return index === 1 ? redacted : `${redacted}#${index}`;
    },
  };
}
