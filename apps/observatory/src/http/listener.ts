import type { FastifyInstance } from "fastify";

/** Something that listens on a port of its own. */
export interface Listener {
  /** Rejects with the system's error when the port cannot be had. */
  listen(address: { readonly host: string; readonly port: number }): Promise<void>;
  /** Answers what is in flight. */
  close(): Promise<void>;
  closeAllConnections(): void;
}

export function httpListener(app: FastifyInstance): Listener {
  return {
    async listen(address) {
      await app.listen(address);
    },
    close: () => app.close(),
    closeAllConnections: () => app.server.closeAllConnections(),
  };
}
