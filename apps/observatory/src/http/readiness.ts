import type { FastifyInstance } from "fastify";
import type { StoreReader } from "../redact/redacted-store.ts";

/** `ready` while the store answers, 503 otherwise. */
export function addReadiness(
  app: FastifyInstance,
  path: string,
  reader: StoreReader,
  onFailure: (error: unknown) => void,
): void {
  app.get(path, async (_request, reply) => {
    reply.type("text/plain; charset=utf-8");
    try {
      await reader.ping();
      return reply.send("ready\n");
    } catch (error) {
      onFailure(error);
      return reply.code(503).send("the store does not answer\n");
    }
  });
}
