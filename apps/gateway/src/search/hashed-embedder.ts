import { type Embedder, embeddingDimensions } from "./embedding.ts";

const gramLengthCharacters = 3;
/** Whole words say more than parts of words, which are there for inflections and typing errors. */
const wordWeight = 1;
const gramWeight = 0.35;
const pairWeight = 0.5;

const significantDigits = 4;

/** English words too frequent to tell one passage from another. */
export const stopWords: ReadonlySet<string> = new Set(
  "a an and are as at be been but by can could did do does for from had has have he her his how i if in is it its me my no not of on or our she should so such than that the their them then there these they this to was we were what when where which who why will with would you your".split(
    " ",
  ),
);

const model = `hashed-ngrams-${embeddingDimensions}`;

/**
 * Vectors without a model: words, pairs of words and letter trigrams, hashed to signed slots (Weinberger et al. 2009)
 * and scaled to length 1. Texts are near when they share words, not meanings.
 */
export const hashedEmbedder: Embedder = {
  model,
  disclosure: {
    model,
    note: "Vectors are hashed word and letter n-grams: texts match by shared words, not by meaning. Set OPENAI_API_KEY for a language model's embeddings.",
  },
  embed: async (texts) => texts.map(hashedVector),
};

/** Words in lower case without accents. */
export function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** A vector of length 1, or of zeros when the text has no word. */
export function hashedVector(text: string): readonly number[] {
  const vector = new Float64Array(embeddingDimensions);
  for (const [feature, weight] of featuresOf(text)) {
    const hash = fnv1a(feature);
    const slot = hash % embeddingDimensions;
    vector[slot] = (vector[slot] ?? 0) + (hash & 0x8000_0000 ? -weight : weight);
  }
  const length = Math.hypot(...vector) || 1;
  return Array.from(vector, (value) => Number((value / length).toPrecision(significantDigits)));
}

/** Each feature once: what a passage repeats must not drown what it says only once. */
function featuresOf(text: string): ReadonlyMap<string, number> {
  const features = new Map<string, number>();
  const words = wordsOf(text).filter((word) => !stopWords.has(word));
  words.forEach((word, index) => {
    features.set(word, wordWeight);
    const next = words[index + 1];
    if (next !== undefined) features.set(`${word} ${next}`, pairWeight);
    const framed = `<${word}>`;
    for (let from = 0; from + gramLengthCharacters <= framed.length; from += 1)
      features.set(`#${framed.slice(from, from + gramLengthCharacters)}`, gramWeight);
  });
  return features;
}

/** FNV-1a, 32 bits, over UTF-16 code units, with Murmur's final mix so that both ends of the hash are usable. */
function fnv1a(text: string): number {
  let hash = 0x811c_9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
