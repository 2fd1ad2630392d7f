import type { Telemetry } from "@voiceassist/telemetry";
import type { Embedder } from "../search/embedding.ts";
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
    readonly telemetry: Telemetry;
  },
  upload: Omit<NewDocument, "chunkCount" | "embeddingModel"> & { readonly text: string },
): Promise<IndexedDocument> {
  const { documents, embedder, telemetry } = dependencies;
  const { text, ...described } = upload;
  const chunks = chunkText(text);
  const attributes = {
    "voiceassist.document.type": described.fileType,
    "voiceassist.document.size_bytes": described.sizeBytes,
    "voiceassist.document.chunks": chunks.length,
    "voiceassist.embedding.model": embedder.model,
  };
  return await telemetry.span("index document", { attributes }, async () => {
    const document: NewDocument = { ...described, chunkCount: chunks.length, embeddingModel: embedder.model };
    const documentId = await documents.create(document);
    try {
      for (let from = 0; from < chunks.length; from += chunksPerBatch) {
        const contents = chunks.slice(from, from + chunksPerBatch);
        const embeddings = await embedder.embed(contents);
        await documents.addChunks(
          documentId,
          document,
          contents.map((content, index) => ({
            ordinal: from + index,
            content,
            embedding: embeddings[index] ?? [],
          })),
        );
      }
      await documents.markIndexed(documentId);
    } catch (error) {
      await documents.remove(documentId);
      throw error;
    }
    return { documentId, chunkCount: chunks.length };
  });
}
