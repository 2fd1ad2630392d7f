/**
 * PostgreSQL (PGlite) behind a Unix socket, in a process of its own: it computes on its main thread, and would hold up
 * every request of the gateway there. Arguments: task, data directory, socket path.
 *
 * `initialise` only makes the data directory. The system's first process is separate because making one leaves ~200 MB
 * of WebAssembly memory behind that only the process's end gives back.
 */
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { keepBatchesWhole } from "./keep-batches-whole.ts";

export type EmbeddedDatabaseTask = "initialise" | "serve";
export type EmbeddedDatabaseMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly reason: string };

const connectionLimit = 8;
/** Measured: the default of 128 MB makes the process 180 MB larger, and no faster at a clinic's size. */
const sharedBuffers = "16MB";
const closeTimeoutMillis = 1_000;

const [task, dataDirectory, socketPath] = process.argv.slice(2);

// Ctrl-C reaches the whole process group; the gateway still needs its database while it finishes requests.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => undefined);

function tell(message: EmbeddedDatabaseMessage): void {
  process.send?.(message);
}

async function open(directory: string): Promise<PGlite> {
  return await PGlite.create({
    dataDir: directory,
    extensions: { vector },
    startParams: [...PGlite.defaultStartParams, "-c", `shared_buffers=${sharedBuffers}`],
  });
}

async function serve(directory: string, path: string): Promise<void> {
  const database = await open(directory);
  // Started again by its supervisor.
  keepBatchesWhole(database, () => process.exit(1));
  const server = new PGLiteSocketServer({ db: database, path, maxConnections: connectionLimit });
  await server.start();
  const close = (): void => {
    setTimeout(() => process.exit(1), closeTimeoutMillis).unref();
    // The server is not asked to stop: it would wait for connections of a gateway that may be gone.
    void database.close().then(() => process.exit(0));
  };
  // The channel ends when the gateway asks for it and when the gateway is gone.
  process.once("disconnect", close);
  tell({ kind: "ready" });
}

try {
  if (dataDirectory === undefined || socketPath === undefined) throw new Error("arguments are missing");
  if (task === "initialise") {
    await (await open(dataDirectory)).close();
    tell({ kind: "ready" });
    process.disconnect();
  } else {
    await serve(dataDirectory, socketPath);
  }
} catch (error) {
  tell({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
  process.disconnect();
}
