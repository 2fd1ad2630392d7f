/** Numbers from 0 up to, not including, `below`: the same in every run. Lehmer's generator (Park and Miller, 1988). */
export type Random = (below: number) => number;

export function createRandom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
