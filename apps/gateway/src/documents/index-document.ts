import type { Telemetry } from "@voiceassist/telemetry";
import type { Embedder } from "../search/embedding.ts";
import type { VectorIndex } from "../search/vector-index.ts";
import { chunkText } from "./chunk-text.ts";
import type { DocumentStore, NewDocument } from "./document-store.ts";

/** One statement's worth: small enough that other queries of an embedded database wait at most ~0.3 s. */
const chunksPerBatch = 64;

export interface IndexedDocument {
  readonly documentId: string;
  readonly chunkCount: number;
}

/** Chunks, embeds and stores a document. What fails half way is removed, so that no part of it is ever found. */
export async function indexDocument(
  dependencies: {
    readonly documents: DocumentStore;
    readonly embedder: Embedder;
    /** Absent: the database searches what it stores. */
    readonly index: VectorIndex | undefined;
    readonly telemetry: Telemetry;
  },
  upload: Omit<NewDocument, "chunkCount" | "embeddingModel"> & { readonly text: string },
): Promise<IndexedDocument> {
  const { documents, embedder, index, telemetry } = dependencies;
  const { text, ...described } = upload;
  const chunks = chunkText(text);
  const toIndex = {
    fileType: described.fileType,
    sizeBytes: described.sizeBytes,
    chunks: chunks.length,
    embeddingModel: embedder.model,
  };
  return await telemetry.tracing.documentIndexing(toIndex, async () => {
    const document: NewDocument = { ...described, chunkCount: chunks.length, embeddingModel: embedder.model };
    const documentId = await documents.create(document);
    try {
      for (let from = 0; from < chunks.length; from += chunksPerBatch) {
        const contents = chunks.slice(from, from + chunksPerBatch);
        const embeddings = await embedder.embed(contents);
        await documents.addChunks(
          documentId,
          document,
          contents.map((content, position) => ({
            ordinal: from + position,
            content,
            embedding: embeddings[position] ?? [],
          })),
        );
        await index?.add(
          embeddings.map((embedding, position) => ({
            ownerId: document.ownerId,
            documentId,
            chunk: from + position,
            model: embedder.model,
            embedding,
          })),
        );
      }
      await documents.markIndexed(documentId);
    } catch (error) {
      await documents.remove(documentId);
      // Without its rows nothing is found of it; what stays in an index that is away costs only room.
      await index?.remove(documentId).catch(() => undefined);
      throw error;
    }
    return { documentId, chunkCount: chunks.length };
  });
}
