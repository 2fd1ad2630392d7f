import type { Telemetry } from "@voiceassist/telemetry";
import type { Pool } from "pg";
import type { VectorSupport } from "../database/vector-support.ts";
import type { GatewayMetrics } from "../gateway-metrics.ts";
import { measureOutcome } from "../measure-outcome.ts";
import type { Embedder } from "./embedding.ts";

/** Below it, a passage shares next to nothing with the question. */
const leastSimilarity = 0.08;

/** As the API shows it. */
export interface Passage {
  readonly document_id: string;
  readonly file_name: string;
  /** Position in the document, from 0. */
  readonly chunk: number;
  readonly text: string;
  /** Cosine similarity, at most 1. */
  readonly similarity: number;
}

/** The owner's passages nearest to the text, the nearest first. */
export type VectorSearch = (ownerId: string, text: string, limit: number) => Promise<readonly Passage[]>;

export function vectorSearch(dependencies: {
  readonly pool: Pool;
  readonly vectors: VectorSupport;
  readonly embedder: Embedder;
  readonly metrics: GatewayMetrics;
  readonly telemetry: Telemetry;
}): VectorSearch {
  const { pool, vectors, embedder, metrics, telemetry } = dependencies;

  const search: VectorSearch = async (ownerId, text, limit) => {
    const [embedding = []] = await embedder.embed([text]);
    const { rows } = await pool.query<Passage>(
      `SELECT documents.id AS document_id, documents.file_name, nearest.ordinal AS chunk, nearest.content AS text,
              round(nearest.similarity::numeric, 4)::float8 AS similarity
         FROM (SELECT document_id, ordinal, content, ${vectors.similarity("embedding", "$3")} AS similarity
                 FROM chunks WHERE owner_id = $1 AND embedding_model = $2
                ORDER BY ${vectors.order("embedding", "$3")} LIMIT $4) AS nearest
         JOIN documents ON documents.id = nearest.document_id AND documents.indexed_at IS NOT NULL
        WHERE nearest.similarity >= $5
        ORDER BY nearest.similarity DESC`,
      [ownerId, embedder.model, vectors.literal(embedding), limit, leastSimilarity],
    );
    return rows;
  };

  return (ownerId, text, limit) =>
    measureOutcome({ count: metrics.vectorSearchQueries, duration: metrics.vectorSearchDuration }, () =>
      telemetry.span(
        "vector search",
        { attributes: { "voiceassist.embedding.model": embedder.model, "voiceassist.search.limit": limit } },
        async (span) => {
          const passages = await search(ownerId, text, limit);
          span.setAttribute("voiceassist.search.results", passages.length);
          return passages;
        },
      ),
    );
}
