import { expect, test } from "vitest";
import { createEvaluationGate } from "./evaluation-gate.ts";

test("no more than the bound run at a time, in the order in which they came, failed ones included", async () => {
  const gate = createEvaluationGate(2);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const one = (number: number) => async (): Promise<number> => {
    begun.push(number);
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running -= 1;
    if (number === 1) throw new Error("it failed");
    return number;
  };
  const all = await Promise.allSettled([0, 1, 2, 3, 4].map((number) => gate.run(one(number))));
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
  expect(all.map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
    "fulfilled",
    "fulfilled",
  ]);
});
