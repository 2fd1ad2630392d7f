/** A passage that is near, by its place. */
interface NearPassage {
  readonly documentId: string;
  readonly chunk: number;
  readonly similarity: number;
}

export interface IndexedChunk {
  readonly ownerId: string;
  readonly documentId: string;
  readonly chunk: number;
  readonly model: string;
  readonly embedding: readonly number[];
}

/** Vectors outside the database. The database stays the truth: texts come from there, and an empty index is filled from it. */
export interface VectorIndex {
  /** OpenTelemetry's `db.system.name`. */
  readonly system: string;
  add(chunks: readonly IndexedChunk[]): Promise<void>;
  remove(documentId: string): Promise<void>;
  nearest(
    ownerId: string,
    model: string,
    vector: readonly number[],
    limit: number,
  ): Promise<readonly NearPassage[]>;
  /** Rejects when the index does not answer; makes and fills it where it is missing. */
  probe(): Promise<void>;
}
