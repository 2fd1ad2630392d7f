import { expect, test } from "vitest";
import { concurrencyLimit } from "./concurrency-limit.ts";

test("runs as many as allowed, lets as many wait, and refuses the rest", async () => {
  const limit = concurrencyLimit({ runningLimit: 2, waitingLimit: 3 });
  let running = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return "done";
  };
  const outcomes = await Promise.all(
    Array.from({ length: 7 }, () => limit(work).catch((error: { readonly code: string }) => error.code)),
  );
  expect(outcomes).toEqual(["done", "done", "done", "done", "done", "OVERLOADED", "OVERLOADED"]);
  expect(most).toBe(2);
});

test("work that throws gives its place back", async () => {
  const limit = concurrencyLimit({ runningLimit: 1, waitingLimit: 0 });
  await expect(limit(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  await expect(limit(() => Promise.resolve("done"))).resolves.toBe("done");
});
