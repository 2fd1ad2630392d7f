/** Bounded cache in two generations: what was not asked for during a whole generation is forgotten. */
export interface VerdictCache<Key extends string | number, Verdict> {
  get(key: Key): Verdict | undefined;
  set(key: Key, verdict: Verdict): void;
}

/** Keeps at most `2 * generationSize` verdicts. */
export function createVerdictCache<Key extends string | number, Verdict>(
  generationSize: number,
): VerdictCache<Key, Verdict> {
  let young = new Map<Key, Verdict>();
  let old = new Map<Key, Verdict>();

  function set(key: Key, verdict: Verdict): void {
    if (young.size >= generationSize) {
      old = young;
      young = new Map();
    }
    young.set(key, verdict);
  }

  return {
    get(key) {
      const verdict = young.get(key);
      if (verdict !== undefined) return verdict;
      const aged = old.get(key);
      if (aged !== undefined) set(key, aged);
      return aged;
    },
    set,
  };
}
