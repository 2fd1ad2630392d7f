CREATE EXTENSION IF NOT EXISTS vector;

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

CREATE TABLE chunks (
  document_id     uuid NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  ordinal         integer NOT NULL,
  owner_id        uuid NOT NULL,
  embedding_model text NOT NULL,
  content         text NOT NULL,
  embedding       vector(384) NOT NULL,
  PRIMARY KEY (document_id, ordinal)
);
CREATE INDEX chunks_owner_id ON chunks (owner_id, embedding_model);
CREATE INDEX chunks_embedding ON chunks USING hnsw (embedding vector_cosine_ops);
