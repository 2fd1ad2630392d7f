/** Bounded cache in two generations: what was not asked for during a whole generation is forgotten. */
export interface VerdictCache<Verdict> {
  get(key: string): Verdict | undefined;
  set(key: string, verdict: Verdict): void;
}

/** Keeps at most `2 * generationSize` verdicts. */
export function createVerdictCache<Verdict>(generationSize: number): VerdictCache<Verdict> {
  let young = new Map<string, Verdict>();
  let old = new Map<string, Verdict>();

  function set(key: string, verdict: Verdict): void {
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
