import type { ClickHouse } from "./clickhouse.ts";
import { StoreError, type StoreErrorCode } from "./store-error.ts";

export interface Table {
  /** With its database. */
  readonly name: string;
  readonly columns: readonly string[];
}

/** Rows for one table, in TabSeparated. Bytes must not change until the commit is done. */
export interface TableRows {
  readonly table: Table;
  readonly rows: string | Uint8Array;
}

export interface GroupCommitLimits {
  /** Of rows that are not committed yet, in flight included. */
  readonly maxQueuedBytes: number;
  /** A group that reached this takes no more callers. One call's rows are never split. */
  readonly maxGroupBytes: number;
  /** A group of at least this size is inserted beside one that is in flight; a smaller one waits for more. */
  readonly minBesideBytes: number;
}

/** An insert mostly waits for the disk: others use that time. More than these would only make smaller groups. */
const MAX_GROUPS_IN_FLIGHT = 3;

interface Group {
  readonly chunks: ReadonlyMap<Table, Uint8Array[]>;
  readonly waiters: { readonly resolve: () => void; readonly reject: (error: unknown) => void }[];
  sizeBytes: number;
}

/**
 * Collects the rows of concurrent callers while an insert is in flight and commits them in one insert a table,
 * the tables in the order given (a reader must never find a sample whose series is not there). The callers of a
 * group succeed or fail together; a failed group does not stop the next one. Groups may end in another order than they
 * began: no rows may need that those of an earlier call, which is not done, are there.
 */
export class GroupCommit {
  readonly #clickHouse: ClickHouse;
  readonly #tables: readonly Table[];
  readonly #limits: GroupCommitLimits;
  readonly #waiting: Group[] = [];
  readonly #inFlight = new Set<Group>();
  readonly #running = new Set<Promise<void>>();
  #starting: Promise<void> | undefined;
  #queuedBytes = 0;
  #closed = false;

  constructor(clickHouse: ClickHouse, tables: readonly Table[], limits: GroupCommitLimits) {
    this.#clickHouse = clickHouse;
    this.#tables = tables;
    this.#limits = limits;
  }

  /** Resolves when the rows are committed; rejects with `STORE_OVERLOADED` before any is written. */
  commit(parts: readonly TableRows[]): Promise<void> {
    if (this.#closed) return refuse("STORE_CLOSED", "The store is closed; open it again to write.");
    const chunks = parts
      .filter(({ rows }) => rows.length > 0)
      .map(({ table, rows }) => ({ table, bytes: typeof rows === "string" ? Buffer.from(rows) : rows }));
    const sizeBytes = chunks.reduce((sum, chunk) => sum + chunk.bytes.byteLength, 0);
    if (sizeBytes === 0) return Promise.resolve();
    const { maxQueuedBytes } = this.#limits;
    if (this.#queuedBytes + sizeBytes > maxQueuedBytes) {
      const state = `${this.#queuedBytes} of ${maxQueuedBytes} bytes are taken and the rows need ${sizeBytes}`;
      return refuse("STORE_OVERLOADED", `The write queue is full: ${state}; send them again later.`);
    }
    this.#queuedBytes += sizeBytes;
    const group = this.#gatheringGroup();
    group.sizeBytes += sizeBytes;
    for (const { table, bytes } of chunks) group.chunks.get(table)?.push(bytes);
    return new Promise((resolve, reject) => {
      group.waiters.push({ resolve, reject });
      // Callers of the same turn of the event loop share a group.
      this.#starting ??= Promise.resolve().then(() => {
        this.#starting = undefined;
        this.#start();
      });
    });
  }

  /** Resolves when what is queued now is committed or has failed. */
  async settled(): Promise<void> {
    const groups = [...this.#inFlight, ...this.#waiting];
    await Promise.all(
      groups.map(
        ({ waiters }) =>
          new Promise<void>((resolve) => {
            waiters.push({ resolve, reject: () => resolve() });
          }),
      ),
    );
  }

  /** Commits what is queued; later calls are refused. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#starting;
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #gatheringGroup(): Group {
    const last = this.#waiting.at(-1);
    if (last !== undefined && last.sizeBytes < this.#limits.maxGroupBytes) return last;
    const group: Group = {
      chunks: new Map(this.#tables.map((table) => [table, []])),
      waiters: [],
      sizeBytes: 0,
    };
    this.#waiting.push(group);
    return group;
  }

  #start(): void {
    while (this.#inFlight.size < MAX_GROUPS_IN_FLIGHT) {
      const [group] = this.#waiting;
      if (group === undefined) return;
      if (this.#inFlight.size > 0 && group.sizeBytes < this.#limits.minBesideBytes) return;
      this.#waiting.shift();
      this.#inFlight.add(group);
      const running = this.#settle(group).then(() => {
        this.#running.delete(running);
        this.#start();
      });
      this.#running.add(running);
    }
  }

  async #settle(group: Group): Promise<void> {
    let settle: (waiter: Group["waiters"][number]) => void = ({ resolve }) => resolve();
    try {
      for (const table of this.#tables) {
        const chunks = group.chunks.get(table) ?? [];
        if (chunks.length === 0) continue;
        await this.#clickHouse.insert(table.name, table.columns, Buffer.concat(chunks));
      }
    } catch (error) {
      settle = ({ reject }) => reject(error);
    }
    this.#queuedBytes -= group.sizeBytes;
    // Before its waiters go on: none of them may wait for this group again.
    this.#inFlight.delete(group);
    for (const waiter of group.waiters) settle(waiter);
  }
}

function refuse(code: StoreErrorCode, message: string): Promise<never> {
  return Promise.reject(new StoreError(code, message));
}
