import { setTimeout as sleep } from "node:timers/promises";
import Fastify, { type FastifyInstance } from "fastify";
import { pickWeighted, type Random } from "./random.ts";

const vectorDimensions = 384;
const charactersPerToken = 4;

interface Mood {
  readonly weight: number;
  readonly status: number;
  readonly fromMillis: number;
  readonly spreadMillis: number;
}

const badSpellMillis = 2_500;
const failing: Mood = { weight: 3, status: 500, fromMillis: 80, spreadMillis: 200 };

/** How the simulated provider behaves: mostly quick, sometimes slow, now and then failing. */
const moods: readonly [Mood, ...Mood[]] = [
  { weight: 84, status: 200, fromMillis: 150, spreadMillis: 500 },
  { weight: 11, status: 200, fromMillis: 1_500, spreadMillis: 2_500 },
  failing,
  { weight: 2, status: 429, fromMillis: 20, spreadMillis: 50 },
];

interface ChatRequest {
  readonly model?: string;
  readonly messages?: readonly { readonly role: string; readonly content: string }[];
}

interface EmbeddingRequest {
  readonly model?: string;
  readonly input?: string | readonly string[];
  readonly dimensions?: number;
}

/** An OpenAI-compatible endpoint without a model behind it: its answers say that they are simulated. */
export function simulatedOpenai(random: Random): FastifyInstance {
  const app = Fastify({ logger: false, forceCloseConnections: true });
  // A failure is the beginning of a bad spell: retries alone do not get a client through it.
  let badUntilMillis = 0;
  app.get("/v1/models", () => ({ object: "list", data: [] }));
  app.get("/health", () => ({ status: "ok" }));
  app.post<{ Body: ChatRequest; Reply: object }>("/v1/chat/completions", async (request, reply) => {
    const drawn = pickWeighted(random, moods);
    if (drawn.status === 500) badUntilMillis = Date.now() + badSpellMillis;
    const mood = Date.now() < badUntilMillis ? failing : drawn;
    await sleep(mood.fromMillis + random() * mood.spreadMillis);
    if (mood.status !== 200) return reply.code(mood.status).send(failure(mood.status));
    const prompt = (request.body.messages ?? []).map((message) => message.content).join("\n");
    const content = "Simulated answer: the passages above describe the usual plan; see the citations.";
    return {
      id: "simulated",
      object: "chat.completion",
      model: request.body.model ?? "simulated",
      choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
      usage: usage(prompt.length, content.length),
    };
  });
  app.post<{ Body: EmbeddingRequest }>("/v1/embeddings", async (request) => {
    const input = request.body.input ?? [];
    const texts = typeof input === "string" ? [input] : input;
    const dimensions = request.body.dimensions ?? vectorDimensions;
    await sleep(10 + random() * 40);
    return {
      object: "list",
      model: request.body.model ?? "simulated",
      data: texts.map((text, index) => ({ object: "embedding", index, embedding: vector(text, dimensions) })),
      usage: usage(texts.join("").length, 0),
    };
  });
  return app;
}

function failure(status: number): { readonly error: { readonly message: string; readonly type: string } } {
  return status === 429
    ? { error: { message: "Simulated rate limit", type: "rate_limit_exceeded" } }
    : { error: { message: "Simulated provider failure", type: "server_error" } };
}

function usage(promptCharacters: number, answerCharacters: number): Readonly<Record<string, number>> {
  const prompt = Math.ceil(promptCharacters / charactersPerToken);
  const completion = Math.ceil(answerCharacters / charactersPerToken);
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

/** A bag of words hashed to a unit vector: texts that share words are near. */
function vector(text: string, dimensions: number): readonly number[] {
  const values = Array.from({ length: dimensions }, () => 0);
  for (const word of text.toLowerCase().match(/[a-z0-9]+/g) ?? []) {
    let hash = 2_166_136_261;
    for (let index = 0; index < word.length; index += 1)
      hash = Math.imul(hash ^ word.charCodeAt(index), 16_777_619);
    const slot = (hash >>> 0) % dimensions;
    values[slot] = (values[slot] ?? 0) + 1;
  }
  const length = Math.hypot(...values) || 1;
  return values.map((value) => value / length);
}
