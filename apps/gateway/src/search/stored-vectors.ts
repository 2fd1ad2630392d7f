import type { Pool } from "pg";
import type { IndexedChunk } from "./vector-index.ts";

const chunksPerPage = 256;

/** Every vector of every finished document, page by page. */
export async function* storedVectors(pool: Pool): AsyncGenerator<readonly IndexedChunk[]> {
  let after: readonly [documentId: string, chunk: number] = ["00000000-0000-0000-0000-000000000000", -1];
  for (;;) {
    const { rows } = await pool.query<IndexedChunk>(
      `SELECT chunks.owner_id AS "ownerId", document_id AS "documentId", ordinal AS chunk,
              chunks.embedding_model AS model, embedding::real[] AS embedding
         FROM chunks JOIN documents ON documents.id = document_id AND indexed_at IS NOT NULL
        WHERE (document_id, ordinal) > ($1::uuid, $2::int) ORDER BY document_id, ordinal LIMIT ${chunksPerPage}`,
      [...after],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = [last.documentId, last.chunk];
  }
}
