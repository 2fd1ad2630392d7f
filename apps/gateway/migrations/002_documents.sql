CREATE TABLE documents (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  owner_id        uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  file_name       text NOT NULL,
  file_type       text NOT NULL CHECK (file_type IN ('text', 'markdown', 'pdf')),
  size_bytes      integer NOT NULL,
  chunk_count     integer NOT NULL,
  embedding_model text NOT NULL,
  uploaded_at     timestamptz NOT NULL DEFAULT now(),
  -- Set when the last chunk is stored: a document is found whole or not at all.
  indexed_at      timestamptz
);
CREATE INDEX documents_owner_id ON documents (owner_id, uploaded_at DESC);

-- Without pgvector this stays so, and searches compare every passage of their owner. With it, src/database/vector-support.ts
-- turns the column into vector(384) and indexes it, at the first start that finds the extension.
CREATE TABLE chunks (
  document_id     uuid NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  ordinal         integer NOT NULL,
  owner_id        uuid NOT NULL,
  embedding_model text NOT NULL,
  content         text NOT NULL,
  embedding       real[] NOT NULL CHECK (cardinality(embedding) = 384),
  PRIMARY KEY (document_id, ordinal)
);
CREATE INDEX chunks_owner_id ON chunks (owner_id, embedding_model);
