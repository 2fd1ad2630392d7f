import type { Pool } from "pg";
import type { VectorSupport } from "../database/vector-support.ts";
import type { DocumentType } from "./document-type.ts";

const listLimit = 500;

export interface NewDocument {
  readonly ownerId: string;
  readonly fileName: string;
  readonly fileType: DocumentType;
  readonly sizeBytes: number;
  readonly chunkCount: number;
  readonly embeddingModel: string;
}

interface NewChunk {
  readonly ordinal: number;
  readonly content: string;
  readonly embedding: readonly number[];
}

/** As the API shows it. */
interface DocumentRow {
  readonly document_id: string;
  readonly file_name: string;
  readonly file_type: string;
  readonly size_bytes: number;
  readonly chunks: number;
  readonly uploaded_at: Date;
}

export interface DocumentStore {
  /** The id of a document that is not yet found: chunks follow, then `markIndexed`. */
  create(document: NewDocument): Promise<string>;
  addChunks(documentId: string, document: NewDocument, chunks: readonly NewChunk[]): Promise<void>;
  markIndexed(documentId: string): Promise<void>;
  remove(documentId: string): Promise<void>;
  /** The owner's documents, the latest first, at most {@link listLimit}. */
  list(ownerId: string): Promise<readonly DocumentRow[]>;
  /** Forgets uploads that a crash cut off. */
  prune(): Promise<void>;
}

export function documentStore(pool: Pool, vectors: VectorSupport): DocumentStore {
  return {
    async create(document) {
      const { rows } = await pool.query<{ readonly id: string }>(
        `INSERT INTO documents (owner_id, file_name, file_type, size_bytes, chunk_count, embedding_model)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [
          document.ownerId,
          document.fileName,
          document.fileType,
          document.sizeBytes,
          document.chunkCount,
          document.embeddingModel,
        ],
      );
      return String(rows[0]?.id);
    },
    async addChunks(documentId, document, chunks) {
      await pool.query(
        `INSERT INTO chunks (document_id, owner_id, embedding_model, ordinal, content, embedding)
         SELECT $1, $2, $3, chunk.ordinal, chunk.content, chunk.embedding::${vectors.type}
           FROM unnest($4::int[], $5::text[], $6::text[]) AS chunk (ordinal, content, embedding)`,
        [
          documentId,
          document.ownerId,
          document.embeddingModel,
          chunks.map((chunk) => chunk.ordinal),
          chunks.map((chunk) => chunk.content),
          chunks.map((chunk) => vectors.literal(chunk.embedding)),
        ],
      );
    },
    async markIndexed(documentId) {
      await pool.query("UPDATE documents SET indexed_at = now() WHERE id = $1", [documentId]);
    },
    async remove(documentId) {
      await pool.query("DELETE FROM documents WHERE id = $1", [documentId]);
    },
    async list(ownerId) {
      const { rows } = await pool.query<DocumentRow>(
        `SELECT id AS document_id, file_name, file_type, size_bytes, chunk_count AS chunks, uploaded_at
           FROM documents WHERE owner_id = $1 AND indexed_at IS NOT NULL
          ORDER BY uploaded_at DESC LIMIT $2`,
        [ownerId, listLimit],
      );
      return rows;
    },
    async prune() {
      await pool.query(
        "DELETE FROM documents WHERE indexed_at IS NULL AND uploaded_at < now() - interval '1 hour'",
      );
    },
  };
}
