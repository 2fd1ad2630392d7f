import { z } from "zod";
import { type Embedder, embeddingDimensions } from "../search/embedding.ts";
import type { OpenAiClient } from "./openai-client.ts";

/** Takes `dimensions`, so that its vectors have the size of the index. */
const embeddingModel = "text-embedding-3-small";

const embeddingReply = z.object({
  data: z.array(z.object({ index: z.number(), embedding: z.array(z.number()).length(embeddingDimensions) })),
});

export function openAiEmbedder(client: OpenAiClient): Embedder {
  const model = `${embeddingModel}-${embeddingDimensions}`;
  return {
    model,
    disclosure: { model, note: "Vectors come from the configured OpenAI-compatible provider." },
    async embed(texts) {
      const { body } = await client.post(
        "embeddings",
        "/embeddings",
        { model: embeddingModel, input: texts, dimensions: embeddingDimensions },
        embeddingReply.refine((reply) => reply.data.length === texts.length),
      );
      return body.data.toSorted((a, b) => a.index - b.index).map((item) => item.embedding);
    },
  };
}
