import { BoundedMap } from "./bounded-map.ts";

const MAX_REMEMBERED_ROWS = 200_000;

/** The lookup rows that one write needs: those not known to be committed for their day. */
export interface DailyRows {
  /** Adds the row of `key` and `day` unless it is committed, or in this write, already. */
  add(key: string, day: string, row: () => string): void;
  text(): string;
  /** To be called once the write is committed, and only then: after a failure the rows are inserted again. */
  remember(): void;
}

/**
 * Which lookup rows were committed, by day. Each is inserted once a day, so that it lives as long as the data
 * that points to it. Forgetting one (a restart, a full memory) only inserts it again.
 */
export class DailyRegister {
  readonly #committed = new BoundedMap<string, true>(MAX_REMEMBERED_ROWS);

  begin(): DailyRows {
    const fresh = new Map<string, string>();
    return {
      add: (key, day, row) => {
        const id = `${day} ${key}`;
        if (this.#committed.get(id) === undefined && !fresh.has(id)) fresh.set(id, row());
      },
      text: () => [...fresh.values()].join(""),
      remember: () => {
        for (const id of fresh.keys()) this.#committed.set(id, true);
      },
    };
  }
}
