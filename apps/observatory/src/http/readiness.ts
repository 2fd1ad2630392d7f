import type { FastifyInstance } from "fastify";
import type { StoreReader } from "../redact/redacted-store.ts";

/** `text` while the store answers, 503 otherwise. */
export function addReadiness(
  app: FastifyInstance,
  { path, text }: { readonly path: string; readonly text: string },
  reader: StoreReader,
  onFailure: (error: unknown) => void,
): void {
  app.get(path, async (_request, reply) => {
    reply.type("text/plain; charset=utf-8");
    try {
      await reader.ping();
      return reply.send(text);
    } catch (error) {
      onFailure(error);
      return reply.code(503).send("the store does not answer\n");
    }
  });
}
