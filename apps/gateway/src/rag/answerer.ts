import type { TokenUsage } from "../openai/openai-client.ts";
import type { Passage } from "../search/vector-search.ts";

export interface Answer {
  /** Refers to passages as `[1]`, `[2]`, by their position. */
  readonly text: string;
  readonly usage?: TokenUsage;
}

/** Answers a question from passages. */
export interface Answerer {
  /** What the API tells its users about where answers come from. */
  readonly disclosure: {
    readonly source: "extractive" | "language_model";
    readonly model?: string;
    readonly note: string;
  };
  answer(question: string, passages: readonly Passage[]): Promise<Answer>;
}
