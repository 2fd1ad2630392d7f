import type { PGlite } from "@electric-sql/pglite";

/** Messages of the extended query protocol: until `Sync`, the session holds what belongs to one client. */
const opening: ReadonlySet<number> = new Set(Buffer.from("PBDECHd"));
/** `Sync`, its length. */
const syncMessage = Uint8Array.of(0x53, 0, 0, 0, 4);

/**
 * Keeps what one client sends up to `Sync` together. All clients share PGlite's one session, and pglite-socket 0.2.17
 * takes their messages in turn unless a transaction block is open (electric-sql/pglite issue 1046): between a client's
 * Parse and its Bind another's Parse would replace the unnamed statement, and a query be answered with another's rows.
 * The server asks `isInTransaction` whether it must stay with a client, so that is answered for both.
 *
 * The same server stops for ever after an error of its own; `onFailure` must end the process.
 */
export function keepBatchesWhole(database: PGlite, onFailure: (error: unknown) => void): void {
  const isInTransaction = database.isInTransaction.bind(database);
  const execute = database.execProtocolRawStream.bind(database);
  const exec = database.exec.bind(database);
  let isOpen = false;
  database.isInTransaction = () => isOpen || isInTransaction();
  database.execProtocolRawStream = async (message, options) => {
    isOpen = opening.has(message[0] ?? 0);
    try {
      await execute(message, options);
    } catch (error) {
      onFailure(error);
      throw error;
    }
  };
  // So the server rolls back what a client has left behind.
  database.exec = async (query, options) => {
    if (isOpen) {
      isOpen = false;
      await database.execProtocolRaw(syncMessage);
    }
    return isInTransaction() ? await exec(query, options) : [];
  };
}
