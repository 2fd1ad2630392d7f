import { type Attributes, type Span, SpanKind, trace } from "@opentelemetry/api";
import { recordError } from "./recorded-error.ts";
import type { ExternalCall, Telemetry } from "./telemetry.ts";
import { securityEventAttribute } from "./traces/lean-span.ts";

export interface RagQuery {
  /** Name of the model that answers. */
  readonly model?: string;
  readonly passageLimit?: number;
}

export interface VectorSearchQuery {
  /** `pgvector`, `qdrant`: OpenTelemetry's `db.system.name`. */
  readonly system: string;
  readonly collection?: string;
  readonly embeddingModel?: string;
  readonly limit?: number;
}

export interface DocumentToIndex {
  /** `pdf`, `txt`: a constant, never the file's name. */
  readonly fileType: string;
  readonly sizeBytes?: number;
  readonly chunks?: number;
  readonly embeddingModel?: string;
}

export interface DatabaseOperation {
  readonly system: string;
  /** `SELECT`, `backup`: a constant. */
  readonly operation: string;
  readonly collection?: string;
}

/**
 * The spans of a retrieving assistant under stable names, and what is said about the active span. Everything passes
 * the redactor on its way out; questions, file names and identifiers have no place in an attribute all the same.
 */
export interface TracingHelper {
  /** Span `rag query`. */
  ragQuery<T>(query: RagQuery, work: (span: Span) => Promise<T>): Promise<T>;
  /** Span `vector search`. */
  vectorSearch<T>(query: VectorSearchQuery, work: (span: Span) => Promise<T>): Promise<T>;
  /** Span `index document`. */
  documentIndexing<T>(document: DocumentToIndex, work: (span: Span) => Promise<T>): Promise<T>;
  /** Span `SERVICE.OPERATION` around a call that is not made by `Telemetry.fetch`. */
  externalApiCall<T>(call: ExternalCall, work: (span: Span) => Promise<T>): Promise<T>;
  /** Span `OPERATION COLLECTION` around a driver that is not observed, such as a vector database's. */
  databaseOperation<T>(operation: DatabaseOperation, work: (span: Span) => Promise<T>): Promise<T>;
  /** Adds an event to the active span. */
  addEvent(name: string, attributes?: Attributes): void;
  /** Adds an event and has the trace kept by sampling: a refused log-in, a forbidden access. */
  securityEvent(name: string, attributes?: Attributes): void;
  /** Marks the active span as failed without throwing. */
  recordError(error: unknown): void;
  setAttributes(attributes: Attributes): void;
}

export function createTracingHelper(run: Telemetry["span"]): TracingHelper {
  const active = (): Span | undefined => trace.getActiveSpan();
  const client = SpanKind.CLIENT;
  return {
    ragQuery: ({ model, passageLimit }, work) =>
      run(
        "rag query",
        {
          attributes: given({ "gen_ai.request.model": model, "voiceassist.rag.passage_limit": passageLimit }),
        },
        work,
      ),
    vectorSearch: ({ system, collection, embeddingModel, limit }, work) =>
      run(
        "vector search",
        {
          attributes: given({
            "db.system.name": system,
            "db.collection.name": collection,
            "voiceassist.embedding.model": embeddingModel,
            "voiceassist.search.limit": limit,
          }),
        },
        work,
      ),
    documentIndexing: ({ fileType, sizeBytes, chunks, embeddingModel }, work) =>
      run(
        "index document",
        {
          attributes: given({
            "voiceassist.document.type": fileType,
            "voiceassist.document.size_bytes": sizeBytes,
            "voiceassist.document.chunks": chunks,
            "voiceassist.embedding.model": embeddingModel,
          }),
        },
        work,
      ),
    externalApiCall: ({ service, operation }, work) =>
      run(`${service}.${operation}`, { kind: client, attributes: { "peer.service": service } }, work),
    databaseOperation: ({ system, operation, collection }, work) =>
      run(
        collection === undefined ? operation : `${operation} ${collection}`,
        {
          kind: client,
          attributes: given({
            "db.system.name": system,
            "db.operation.name": operation,
            "db.collection.name": collection,
          }),
        },
        work,
      ),
    addEvent(name, attributes = {}) {
      active()?.addEvent(name, attributes);
    },
    securityEvent(name, attributes = {}) {
      active()?.setAttribute(securityEventAttribute, name).addEvent(name, attributes);
    },
    recordError(error) {
      const span = active();
      if (span !== undefined) recordError(span, error);
    },
    setAttributes(attributes) {
      active()?.setAttributes(attributes);
    },
  };
}

function given(attributes: Readonly<Record<string, string | number | undefined>>): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== undefined),
  ) as Attributes;
}
