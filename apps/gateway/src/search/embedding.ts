/** Of every vector in the index, whichever model made it. */
export const embeddingDimensions = 384;

/** Turns texts into vectors of {@link embeddingDimensions}. Only vectors of one model can be compared. */
export interface Embedder {
  /** Stored beside each vector: a search sees only vectors of its own model. */
  readonly model: string;
  /** What the API tells its users about the vectors. */
  readonly disclosure: EmbeddingDisclosure;
  /** One vector a text, in order. */
  embed(texts: readonly string[]): Promise<readonly (readonly number[])[]>;
}

interface EmbeddingDisclosure {
  readonly model: string;
  readonly note: string;
}
