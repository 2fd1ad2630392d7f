import type { Pool } from "pg";
import { embeddingDimensions } from "../search/embedding.ts";

/** How the database holds and compares vectors. */
export interface VectorSupport {
  /** `pgvector` has an index; `exact` compares every passage of an owner, in plain SQL. */
  readonly kind: "pgvector" | "exact";
  /** The column's type, for casts. */
  readonly type: "vector" | "real[]";
  /** The type's input form. */
  literal(vector: readonly number[]): string;
  /** SQL: cosine similarity of the column and a parameter, for vectors of length 1. */
  similarity(column: string, parameter: string): string;
  /** SQL: orders the nearest first; an expression that the index knows. */
  order(column: string, parameter: string): string;
}

export const pgvector: VectorSupport = {
  kind: "pgvector",
  type: "vector",
  literal: (vector) => `[${vector.join(",")}]`,
  similarity: (column, parameter) => `1 - (${column} <=> ${parameter}::vector)`,
  order: (column, parameter) => `${column} <=> ${parameter}::vector`,
};

const exactSimilarity = (column: string, parameter: string): string =>
  `(SELECT sum(a::float8 * b) FROM unnest(${column}, ${parameter}::real[]) AS pair (a, b))`;

export const exact: VectorSupport = {
  kind: "exact",
  type: "real[]",
  literal: (vector) => `{${vector.join(",")}}`,
  similarity: exactSimilarity,
  order: (column, parameter) => `${exactSimilarity(column, parameter)} DESC`,
};

/**
 * Uses pgvector where the server has it, and turns vectors that were stored without it into its own. The schema is migrated.
 * A role that may not create the extension leaves it to who may.
 */
export async function adoptVectors(pool: Pool): Promise<VectorSupport> {
  const { rows } = await pool.query<{
    readonly type: string;
    readonly installed: boolean;
    readonly available: boolean;
  }>(
    `SELECT format_type(atttypid, atttypmod) AS type,
            EXISTS (SELECT FROM pg_extension WHERE extname = 'vector') AS installed,
            EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') AS available
       FROM pg_attribute WHERE attrelid = 'chunks'::regclass AND attname = 'embedding'`,
  );
  const state = rows[0];
  if (state?.type.startsWith("vector")) return pgvector;
  if (state?.installed !== true && (state?.available !== true || !(await createExtension(pool))))
    return exact;
  // One statement list is one transaction: another gateway that starts meanwhile waits for the lock and finds it done.
  await pool.query(`
    LOCK TABLE chunks IN ACCESS EXCLUSIVE MODE;
    ALTER TABLE chunks DROP CONSTRAINT IF EXISTS chunks_embedding_check;
    ALTER TABLE chunks ALTER COLUMN embedding TYPE vector(${embeddingDimensions}) USING embedding::vector(${embeddingDimensions});
    CREATE INDEX IF NOT EXISTS chunks_embedding ON chunks USING hnsw (embedding vector_cosine_ops);
  `);
  return pgvector;
}

const insufficientPrivilege = "42501";

async function createExtension(pool: Pool): Promise<boolean> {
  try {
    await pool.query("CREATE EXTENSION IF NOT EXISTS vector");
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === insufficientPrivilege) return false;
    throw error;
  }
}
