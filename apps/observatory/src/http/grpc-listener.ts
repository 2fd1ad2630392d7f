import { createServer, type Socket } from "node:net";
import type { Listener } from "./listener.ts";

/** Speaks gRPC on connections that somebody else accepts. */
export interface GrpcService {
  serve(socket: Socket): void;
  /** Answers what is in flight and ends the connections. */
  close(): void;
}

/** Listens, and loads the service when the first client connects: until then it costs a socket. */
export function createGrpcListener(
  load: () => Promise<GrpcService>,
  onFailure: (error: unknown) => void,
): Listener {
  const sockets = new Set<Socket>();
  let service: Promise<GrpcService> | undefined;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    // A client that resets its connection is no failure of ours; `close` follows.
    socket.on("error", () => socket.destroy());
    service ??= load();
    service.then(
      (loaded) => loaded.serve(socket),
      (error: unknown) => {
        service = undefined;
        onFailure(error);
        socket.destroy();
      },
    );
  });
  return {
    listen: ({ host, port }) =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, host, () => {
          server.off("error", reject);
          server.on("error", onFailure);
          resolve();
        });
      }),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      (await service?.catch(() => undefined))?.close();
      await closed;
    },
    closeAllConnections() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
