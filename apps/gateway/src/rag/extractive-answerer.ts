import { stopWords, wordsOf } from "../search/hashed-embedder.ts";
import type { Answer, Answerer } from "./answerer.ts";

const sentenceLimit = 3;
const longestSentenceCharacters = 400;

interface Sentence {
  readonly text: string;
  readonly citation: number;
  readonly score: number;
}

/** Answers with the passages' own sentences: nothing in the answer is made up, and nothing is understood either. */
export const extractiveAnswerer: Answerer = {
  disclosure: {
    source: "extractive",
    note: "The answer is made of sentences quoted from your documents. Set OPENAI_API_KEY for answers by a language model.",
  },
  answer: async (question, passages) =>
    extract(
      question,
      passages.map((passage) => passage.text),
    ),
};

/** The sentences that share most with the question, in the order of their passages. */
export function extract(question: string, passages: readonly string[]): Answer {
  const asked = new Set(wordsOf(question).filter((word) => !stopWords.has(word)));
  const seen = new Set<string>();
  const sentences: Sentence[] = [];
  passages.forEach((passage, index) => {
    for (const text of sentencesOf(passage)) {
      if (seen.has(text)) continue;
      seen.add(text);
      sentences.push({ text, citation: index + 1, score: score(text, asked) / (index + 2) });
    }
  });
  const best = sentences
    .filter((sentence) => sentence.score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, sentenceLimit)
    .toSorted((a, b) => a.citation - b.citation);
  if (best.length === 0) return { text: "Your documents do not answer this question." };
  return { text: best.map((sentence) => `${sentence.text} [${sentence.citation}]`).join(" ") };
}

function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.replace(/^[#>*\s-]+/, "").trim())
    .filter((sentence) => sentence !== "")
    .map((sentence) => sentence.slice(0, longestSentenceCharacters));
}

/** Distinct words of the question in the sentence, damped by the sentence's length. */
function score(sentence: string, asked: ReadonlySet<string>): number {
  const words = new Set(wordsOf(sentence));
  let shared = 0;
  for (const word of words) if (asked.has(word)) shared += 1;
  return shared / Math.sqrt(words.size + 4);
}
