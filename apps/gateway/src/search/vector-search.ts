import type { Telemetry } from "@voiceassist/telemetry";
import type { Pool } from "pg";
import type { VectorSupport } from "../database/vector-support.ts";
import type { GatewayMetrics } from "../gateway-metrics.ts";
import { measureOutcome } from "../measure-outcome.ts";
import type { Embedder } from "./embedding.ts";
import type { VectorIndex } from "./vector-index.ts";

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

type FindPassages = (
  ownerId: string,
  vector: readonly number[],
  limit: number,
) => Promise<readonly Passage[]>;

export function vectorSearch(dependencies: {
  readonly pool: Pool;
  readonly vectors: VectorSupport;
  /** Absent: the database searches. */
  readonly index: VectorIndex | undefined;
  readonly embedder: Embedder;
  readonly metrics: GatewayMetrics;
  readonly telemetry: Telemetry;
}): VectorSearch {
  const { pool, vectors, index, embedder, metrics, telemetry } = dependencies;
  const find =
    index === undefined ? inDatabase(pool, vectors, embedder.model) : inIndex(pool, index, embedder.model);
  const query = {
    system: index?.system ?? "postgresql",
    collection: "chunks",
    embeddingModel: embedder.model,
  };

  return (ownerId, text, limit) =>
    measureOutcome({ count: metrics.vectorSearchQueries, duration: metrics.vectorSearchDuration }, () =>
      telemetry.tracing.vectorSearch({ ...query, limit }, async (span) => {
        const [vector = []] = await embedder.embed([text]);
        const passages = await find(ownerId, vector, limit);
        span.setAttribute("voiceassist.search.results", passages.length);
        return passages;
      }),
    );
}

function inDatabase(pool: Pool, vectors: VectorSupport, model: string): FindPassages {
  const statement = `SELECT documents.id AS document_id, documents.file_name, nearest.ordinal AS chunk, nearest.content AS text,
              round(nearest.similarity::numeric, 4)::float8 AS similarity
         FROM (SELECT document_id, ordinal, content, ${vectors.similarity("embedding", "$3")} AS similarity
                 FROM chunks WHERE owner_id = $1 AND embedding_model = $2
                ORDER BY ${vectors.order("embedding", "$3")} LIMIT $4) AS nearest
         JOIN documents ON documents.id = nearest.document_id AND documents.indexed_at IS NOT NULL
        WHERE nearest.similarity >= $5
        ORDER BY nearest.similarity DESC`;
  return async (ownerId, vector, limit) => {
    const values = [ownerId, model, vectors.literal(vector), limit, leastSimilarity];
    const { rows } = await pool.query<Passage>(statement, values);
    return rows;
  };
}

/** Places from the index, texts from the database: what it does not have, or of another owner, is not found. */
function inIndex(pool: Pool, index: VectorIndex, model: string): FindPassages {
  return async (ownerId, vector, limit) => {
    const near = await index.nearest(ownerId, model, vector, limit);
    const { rows } = await pool.query<Passage>(
      `SELECT documents.id AS document_id, documents.file_name, chunks.ordinal AS chunk, chunks.content AS text,
              round(near.similarity::numeric, 4)::float8 AS similarity
         FROM unnest($2::uuid[], $3::int[], $4::float8[]) AS near (document_id, ordinal, similarity)
         JOIN chunks ON chunks.document_id = near.document_id AND chunks.ordinal = near.ordinal AND chunks.owner_id = $1
         JOIN documents ON documents.id = chunks.document_id AND documents.indexed_at IS NOT NULL
        WHERE near.similarity >= $5
        ORDER BY near.similarity DESC`,
      [
        ownerId,
        near.map(({ documentId }) => documentId),
        near.map(({ chunk }) => chunk),
        near.map(({ similarity }) => similarity),
        leastSimilarity,
      ],
    );
    return rows;
  };
}
