import { StoreError } from "./store-error.ts";

/** Lets at most `permits` tasks run at once and at most `maxWaiting` wait; more are refused with `STORE_OVERLOADED`. */
export class Semaphore {
  readonly #maxWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(permits: number, maxWaiting: number) {
    this.#free = permits;
    this.#maxWaiting = maxWaiting;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    await this.#acquire();
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }

  #acquire(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    if (this.#waiting.length >= this.#maxWaiting) {
      const message = `${this.#maxWaiting} queries wait already; ask again when fewer run.`;
      return Promise.reject(new StoreError("STORE_OVERLOADED", message));
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
