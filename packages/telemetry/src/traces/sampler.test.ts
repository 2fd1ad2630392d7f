import { describe, expect, test } from "vitest";
import { type EndedTrace, Sampler, type SamplingDecision } from "./sampler.ts";

const range = 2 ** 32;

/** Deterministic and evenly spread: the fractional parts of multiples of the golden ratio. */
function spread(index: number): number {
  return Math.floor(((index * 0.618_033_988_749_895) % 1) * range);
}

const ordinary = (index: number): EndedTrace => ({
  name: "GET /beds",
  durationMillis: 10,
  failed: false,
  isSecurityEvent: false,
  spanCount: 1,
  random: spread(index),
});

function warm(sampler: Sampler): void {
  for (let index = 0; index < 200; index += 1) sampler.decide(ordinary(index), 0);
}

function reasonOf(decision: SamplingDecision): string {
  return decision.kept ? decision.reason : "dropped";
}

describe("why a trace is kept", () => {
  test.each([
    ["failed", { failed: true }, "error"],
    ["failed and slow", { failed: true, durationMillis: 5_000 }, "error"],
    ["a security event", { isSecurityEvent: true }, "security"],
    ["slow for its name", { durationMillis: 50 }, "slow"],
    ["of a name that is seldom seen", { name: "DELETE /beds" }, "rare"],
    ["like all others", {}, "ordinary"],
  ])("%s", (_case, difference, reason) => {
    const sampler = new Sampler(1_000);
    warm(sampler);
    expect(reasonOf(sampler.decide({ ...ordinary(0), ...difference }, 5_000))).toBe(reason);
  });

  test("what is slow follows the name: a second is ordinary where all take a second", () => {
    const sampler = new Sampler(100_000);
    const slow = (index: number): EndedTrace => ({
      ...ordinary(index),
      durationMillis: 1_000 + (index % 10),
    });
    const reasons = Array.from({ length: 2_000 }, (_, index) => reasonOf(sampler.decide(slow(index), 0)));
    expect(reasons.slice(-500).filter((reason) => reason === "slow").length).toBeLessThan(100);
  });

  test("a name is rare again after two quiet minutes", () => {
    const sampler = new Sampler(1_000);
    warm(sampler);
    expect(reasonOf(sampler.decide(ordinary(1), 130_000))).toBe("rare");
  });
});

describe("the budget", () => {
  test("is not felt below 70 % of it", () => {
    const sampler = new Sampler(1_000);
    for (let second = 0; second < 5; second += 1) {
      for (let index = 0; index < 700; index += 1) {
        expect(sampler.decide(ordinary(index), second * 1_000)).toMatchObject({
          kept: true,
          adjustedCount: 1,
        });
      }
    }
  });

  test.each([2_000, 10_000, 100_000])(
    "holds for %i traces a second, and adjusted counts add up to them",
    (rate) => {
      const sampler = new Sampler(1_000);
      for (let second = 0; second < 10; second += 1) {
        let kept = 0;
        let represented = 0;
        for (let index = 0; index < rate; index += 1) {
          const decision = sampler.decide(ordinary(second * rate + index), second * 1_000);
          if (!decision.kept) continue;
          kept += 1;
          represented += decision.adjustedCount;
        }
        expect(kept).toBeLessThanOrEqual(1_000);
        // In the first second nothing is known of the load: what is kept is right on average only.
        if (second > 0) expect(Math.abs(represented - rate) / rate).toBeLessThan(0.2);
      }
    },
  );

  test("leaves room for failures in the middle of a flood, and bounds them too", () => {
    const sampler = new Sampler(1_000);
    for (let index = 0; index < 50_000; index += 1) sampler.decide(ordinary(index), 1_000);
    const failures = Array.from({ length: 2_000 }, () =>
      sampler.decide({ ...ordinary(0), failed: true }, 1_500),
    );
    const kept = failures.filter((decision) => decision.kept).length;
    expect(kept).toBeGreaterThanOrEqual(100);
    expect(kept).toBeLessThanOrEqual(1_000);
  });

  test("without a limit keeps everything", () => {
    const sampler = new Sampler(Number.POSITIVE_INFINITY);
    for (let index = 0; index < 10_000; index += 1) {
      expect(sampler.decide(ordinary(index), 0)).toMatchObject({ kept: true, adjustedCount: 1 });
    }
  });
});
