import { createHash } from "node:crypto";
import type { KeyedTokens } from "@voiceassist/audit-log";
import type { Telemetry } from "@voiceassist/telemetry";
import { z } from "zod";
import { ApiError } from "../errors/api-error.ts";
import type { QdrantSettings } from "../settings.ts";
import { embeddingDimensions } from "./embedding.ts";
import type { IndexedChunk, VectorIndex } from "./vector-index.ts";

const collection = "voiceassist-passages";
const requestTimeoutMillis = 5_000;
const pointsPerRequest = 128;
const notFound = 404;

const found = z.object({
  result: z.object({
    points: z.array(
      z.object({ score: z.number(), payload: z.object({ document: z.uuid(), chunk: z.number().int() }) }),
    ),
  }),
});

/**
 * Qdrant 1.10 or newer, over its REST API. A point's payload holds what a search needs to filter and to find the passage in
 * the database again: a keyed token of the owner, the model's name, the document's random id and the passage's number. No
 * text, no name of a file or a person. The vectors themselves are of PHI: Qdrant belongs inside the same walls.
 */
export function qdrantIndex(dependencies: {
  readonly settings: QdrantSettings;
  readonly token: KeyedTokens;
  readonly telemetry: Telemetry;
  /** All that the database has, for an index that was just made. */
  readonly everything: () => AsyncIterable<readonly IndexedChunk[]>;
}): VectorIndex {
  const { settings, token, telemetry, everything } = dependencies;
  let isReady: Promise<void> | undefined;

  const request = async (operation: string, method: string, path: string, body?: object): Promise<Response> =>
    telemetry.fetch({ service: "qdrant", operation }, `${settings.url}/collections/${collection}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(settings.apiKey === undefined ? {} : { "api-key": settings.apiKey }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(requestTimeoutMillis),
    });

  const ask = async (operation: string, method: string, path: string, body?: object): Promise<unknown> => {
    let response: Response;
    try {
      response = await request(operation, method, path, body);
      if (response.ok) return await response.json();
      await response.body?.cancel();
    } catch (error) {
      throw new ApiError("VECTOR_SEARCH_UNAVAILABLE", { cause: error });
    }
    // Its body may repeat what it was sent.
    throw new ApiError("VECTOR_SEARCH_UNAVAILABLE", {
      cause: new Error(`Qdrant answered ${response.status}`),
    });
  };

  const upsert = async (chunks: readonly IndexedChunk[]): Promise<void> => {
    for (let from = 0; from < chunks.length; from += pointsPerRequest) {
      const points = chunks.slice(from, from + pointsPerRequest).map((chunk) => ({
        id: pointId(chunk),
        vector: chunk.embedding,
        payload: {
          owner: token("user", chunk.ownerId),
          model: chunk.model,
          document: chunk.documentId,
          chunk: chunk.chunk,
        },
      }));
      await ask("upsert", "PUT", "/points?wait=true", { points });
    }
  };

  const make = async (): Promise<void> => {
    const existing = await request("describe", "GET", "");
    await existing.body?.cancel();
    if (existing.ok) return;
    if (existing.status !== notFound)
      throw new ApiError("VECTOR_SEARCH_UNAVAILABLE", {
        cause: new Error(`Qdrant answered ${existing.status}`),
      });
    await ask("create", "PUT", "", { vectors: { size: embeddingDimensions, distance: "Cosine" } });
    for (const field of ["owner", "document"])
      await ask("create_index", "PUT", "/index?wait=true", { field_name: field, field_schema: "keyword" });
    let count = 0;
    for await (const chunks of everything()) {
      await upsert(chunks);
      count += chunks.length;
    }
    telemetry.log.info({ passages: count }, "the vector index was made and filled from the database");
  };
  /** Once; after a failure, again. */
  const ready = (): Promise<void> => {
    isReady ??= make().catch((error: unknown) => {
      isReady = undefined;
      throw error;
    });
    return isReady;
  };

  return {
    system: "qdrant",
    async add(chunks) {
      await ready();
      await upsert(chunks);
    },
    async remove(documentId) {
      await ask("delete", "POST", "/points/delete?wait=true", {
        filter: { must: [matches("document", documentId)] },
      });
    },
    async nearest(ownerId, model, vector, limit) {
      await ready();
      const answer = await ask("query", "POST", "/points/query", {
        query: vector,
        filter: { must: [matches("owner", token("user", ownerId)), matches("model", model)] },
        limit,
        with_payload: ["document", "chunk"],
      });
      const parsed = found.safeParse(answer);
      if (!parsed.success)
        throw new ApiError("VECTOR_SEARCH_UNAVAILABLE", {
          cause: new Error("Qdrant's reply has another form"),
        });
      return parsed.data.result.points.map(({ score, payload }) => ({
        documentId: payload.document,
        chunk: payload.chunk,
        similarity: score,
      }));
    },
    async probe() {
      await ready();
      await ask("describe", "GET", "");
    },
  };
}

function matches(key: string, value: string): object {
  return { key, match: { value } };
}

/** The same for the same passage, so that filling twice changes nothing: a UUID of version 8 (RFC 9562). */
function pointId({ documentId, chunk }: IndexedChunk): string {
  const hex = createHash("sha256").update(`${documentId} ${chunk}`).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
