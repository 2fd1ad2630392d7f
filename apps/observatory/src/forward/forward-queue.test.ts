import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  createForwardQueue,
  type DropReason,
  type ForwardQueue,
  maxAgeMillis,
  maxQueueSizeBytes,
} from "./forward-queue.ts";
import type { PostOutcome } from "./post-otlp.ts";

const accepted: PostOutcome = { kind: "accepted", rejectedRecords: 0 };
const retry: PostOutcome = { kind: "retry", afterMillis: undefined };

/** The texts of the tests are shorter, but for one that fills the queue. */
const shownBytes = 8;

interface Trial {
  readonly queue: ForwardQueue;
  readonly sent: string[];
  readonly counted: { forwarded: number; retried: number; dropped: Partial<Record<DropReason, number>> };
}

/** Answers with the outcomes in turn, the last one for ever. */
function trial(...outcomes: readonly PostOutcome[]): Trial {
  const sent: string[] = [];
  const counted: Trial["counted"] = { forwarded: 0, retried: 0, dropped: {} };
  let posts = 0;
  const queue = createForwardQueue(
    async (body) => {
      sent.push(Buffer.from(body).toString("utf8", 0, shownBytes));
      const outcome = outcomes[Math.min(posts, outcomes.length - 1)];
      posts += 1;
      return outcome ?? accepted;
    },
    {
      forwarded: (records) => {
        counted.forwarded += records;
      },
      dropped: (records, reason) => {
        counted.dropped[reason] = (counted.dropped[reason] ?? 0) + records;
      },
      retried: () => {
        counted.retried += 1;
      },
    },
    () => Date.now(),
  );
  return { queue, sent, counted };
}

const request = (text: string): { body: Uint8Array; records: number } => ({
  body: Buffer.from(text),
  records: 1,
});

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test("what waits while one is sent goes in one request, in order", async () => {
  const { queue, sent, counted } = trial(accepted);
  for (const text of ["a", "b", "c"]) queue.add(request(text));
  await vi.advanceTimersByTimeAsync(0);
  expect(sent).toEqual(["a", "bc"]);
  expect(counted).toEqual({ forwarded: 3, retried: 0, dropped: {} });
  expect(queue.sizeBytes()).toBe(0);
});

test("a batch is sent again, with what came meanwhile, until it is accepted", async () => {
  const { queue, sent, counted } = trial(retry, retry, accepted);
  queue.add(request("a"));
  await vi.advanceTimersByTimeAsync(0);
  queue.add(request("b"));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sent).toEqual(["a", "ab", "ab"]);
  expect(counted).toEqual({ forwarded: 2, retried: 2, dropped: {} });
});

test("the time that a backend asks for is waited", async () => {
  const { queue, sent } = trial({ kind: "retry", afterMillis: 20_000 }, accepted);
  queue.add(request("a"));
  await vi.advanceTimersByTimeAsync(19_000);
  expect(sent).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent).toHaveLength(2);
});

test.each<[string, PostOutcome, Trial["counted"]]>([
  ["refused", { kind: "refused" }, { forwarded: 0, retried: 0, dropped: { refused: 2 } }],
  [
    "accepted in part",
    { kind: "accepted", rejectedRecords: 1 },
    { forwarded: 1, retried: 0, dropped: { refused: 1 } },
  ],
])("what is %s is counted and not sent again", async (_, outcome, expected) => {
  const { queue, sent, counted } = trial(outcome);
  queue.add({ body: Buffer.from("a"), records: 2 });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toEqual(["a"]);
  expect(counted).toEqual(expected);
});

test("a full queue drops what comes, and a backend that stays away what is old", async () => {
  const { queue, counted } = trial(retry);
  queue.add({ body: new Uint8Array(maxQueueSizeBytes), records: 5 });
  queue.add(request("a"));
  expect(counted.dropped).toEqual({ queue_full: 1 });
  await vi.advanceTimersByTimeAsync(maxAgeMillis + 60_000);
  expect(counted.dropped).toEqual({ queue_full: 1, expired: 5 });
  expect(queue.sizeBytes()).toBe(0);
  queue.add(request("b"));
  expect(queue.sizeBytes()).toBe(1);
});

test("closing tries once more at once, and counts what is left", async () => {
  const { queue, sent, counted } = trial(retry);
  queue.add(request("a"));
  await vi.advanceTimersByTimeAsync(0);
  const closed = queue.close(200);
  await vi.advanceTimersByTimeAsync(200);
  await closed;
  expect(sent.length).toBeGreaterThanOrEqual(2);
  expect(counted.dropped).toEqual({ shutdown: 1 });
});
