import multipart from "@fastify/multipart";
import type { Telemetry } from "@voiceassist/telemetry";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { AuditTrail } from "../audit/audit-trail.ts";
import { phiAccess } from "../audit/phi-access.ts";
import { callerOf } from "../auth/require-session.ts";
import { ApiError } from "../errors/api-error.ts";
import { classifyError } from "../errors/classify-error.ts";
import { parseInput } from "../errors/parse-input.ts";
import type { GatewayMetrics } from "../gateway-metrics.ts";
import type { AnswerCache } from "../rag/answer-cache.ts";
import type { Embedder } from "../search/embedding.ts";
import type { VectorIndex } from "../search/vector-index.ts";
import type { VectorSearch } from "../search/vector-search.ts";
import type { DocumentStore } from "./document-store.ts";
import { documentTypeOf } from "./document-type.ts";
import { extractText } from "./extract-text.ts";
import { indexDocument } from "./index-document.ts";

const largestFileBytes = 10 * 1024 * 1024;
const longestFileNameCharacters = 255;
const longestQueryCharacters = 2_000;
const searchResultLimit = 10;

const queryRule = { error: `q must be 1 to ${longestQueryCharacters} characters long` };
export const searching: z.ZodType<{ readonly q: string }> = z.object({
  q: z.string(queryRule).trim().min(1, queryRule).max(longestQueryCharacters, queryRule),
});

interface UploadedFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

export function documentRoutes(
  app: FastifyInstance,
  dependencies: {
    readonly documents: DocumentStore;
    readonly embedder: Embedder;
    readonly index: VectorIndex | undefined;
    readonly search: VectorSearch;
    readonly cache: AnswerCache;
    readonly trail: AuditTrail;
    readonly metrics: GatewayMetrics;
    readonly telemetry: Telemetry;
  },
): void {
  const { documents, embedder, search, cache, trail, metrics, telemetry } = dependencies;

  void app.register(multipart, { limits: { files: 1, fields: 8, fileSize: largestFileBytes } });

  app.post("/api/documents", phiAccess("upload"), async (request, reply) => {
    const ownerId = callerOf(request).userId;
    let fileType = "other";
    try {
      const file = await readFile(request);
      const type = documentTypeOf(file.fileName, file.mediaType);
      if (type === undefined) throw new ApiError("DOCUMENT_TYPE_UNSUPPORTED");
      fileType = type;
      const indexed = await indexDocument(dependencies, {
        ownerId,
        fileName: file.fileName,
        fileType: type,
        sizeBytes: file.content.length,
        text: await extractText(type, file.content),
      });
      await cache.forget(ownerId);
      request.audited.subjects.add(trail.token("document", indexed.documentId));
      metrics.documentUploads.add({ status: "success", file_type: fileType });
      telemetry.log.info(
        { document_id: indexed.documentId, file_type: fileType, chunks: indexed.chunkCount },
        "document indexed",
      );
      return await reply.code(201).send({
        document_id: indexed.documentId,
        file_name: file.fileName,
        file_type: fileType,
        chunks: indexed.chunkCount,
        embedding: embedder.disclosure,
      });
    } catch (error) {
      const status = classifyError(error).statusCode >= 500 ? "error" : "rejected";
      metrics.documentUploads.add({ status, file_type: fileType });
      throw error;
    }
  });

  app.get("/api/documents", phiAccess("list_documents"), async (request) => {
    const listed = await documents.list(callerOf(request).userId);
    for (const { document_id } of listed) request.audited.subjects.add(trail.token("document", document_id));
    return { documents: listed };
  });

  app.get("/api/documents/search", phiAccess("search"), async (request) => {
    const { q } = parseInput(searching, request.query);
    const passages = await search(callerOf(request).userId, q, searchResultLimit);
    for (const { document_id } of passages)
      request.audited.subjects.add(trail.token("document", document_id));
    return { embedding: embedder.disclosure, results: passages };
  });
}

async function readFile(request: FastifyRequest): Promise<UploadedFile> {
  const part = await request.file();
  if (part === undefined)
    throw new ApiError("REQUEST_INVALID", {
      detail: "The form must have one file, in a field such as file.",
    });
  const content = await part.toBuffer();
  const fileName = part.filename.replace(/\p{Cc}/gu, "").slice(-longestFileNameCharacters);
  return { fileName, mediaType: part.mimetype, content };
}
