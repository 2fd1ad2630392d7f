/** Counts the records left out of a request, by reason. Reasons are fixed texts, so the summary stays short. */
export class Rejections {
  readonly #noun: string;
  readonly #reasons = new Map<string, number>();
  #count = 0;

  constructor(noun: string) {
    this.#noun = noun;
  }

  add(reason: string, count = 1): void {
    if (count === 0) return;
    this.#count += count;
    this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + count);
  }

  summary(): { readonly rejected: number; readonly message: string } {
    const parts = [...this.#reasons].map(([reason, count]) => `${count} ${this.#noun} rejected: ${reason}`);
    return { rejected: this.#count, message: parts.join("; ") };
  }
}
