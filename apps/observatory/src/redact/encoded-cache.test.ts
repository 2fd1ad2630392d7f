import type { EncodedSeries, LabelsResult } from "@voiceassist/wire";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createEncodedCache } from "./encoded-cache.ts";

const encoder = new TextEncoder();

/** What is kept is the metric name that was given. */
function cacheOf(generationSize: number): EncodedSeries<string> {
  return createEncodedCache(generationSize, (labels) =>
    labels.ok ? (labels.labels.__name__ ?? "") : labels.reason,
  );
}

function named(name: string): LabelsResult {
  return { ok: true, labels: { __name__: name } };
}

function learn(cache: EncodedSeries<string>, key: Uint8Array, verdict: string): void {
  cache.begin(key);
  cache.learn(0, key.length, named(verdict));
}

function find(cache: EncodedSeries<string>, key: Uint8Array): string | undefined {
  cache.begin(key);
  return cache.find(0, key.length);
}

/** As a decoder asks, key after key of one request. */
function met(cache: EncodedSeries<string>, keys: readonly Uint8Array[]): readonly string[] {
  const body = Uint8Array.from(keys.flatMap((key) => [...key]));
  let start = 0;
  cache.begin(body);
  return keys.map((key) => {
    const end = start + key.length;
    const followed = cache.follow(start, body.length);
    // Keys of labels tell by themselves where they end; these do not.
    const known = followed?.sizeBytes === key.length ? followed.known : cache.find(start, end);
    const verdict = known ?? cache.learn(start, end, named(key.join()));
    start = end;
    return verdict;
  });
}

it("answers what was kept for the same bytes, wherever they lie, and nothing for others", () => {
  const key = fc.uint8Array({ maxLength: 12 });
  fc.assert(
    fc.property(fc.array(key), key, key, fc.uint8Array({ maxLength: 5 }), (keys, asked, before, after) => {
      const cache = cacheOf(1_000);
      for (const one of keys) learn(cache, one, one.join());
      const around = Uint8Array.from([...before, ...asked, ...after]);
      cache.begin(around);
      const isKept = keys.some((one) => one.join() === asked.join());
      const found = cache.find(before.length, before.length + asked.length);
      expect(found).toBe(isKept ? asked.join() : undefined);
    }),
  );
});

it("answers each series of request after request by its own key, whatever follows what and is forgotten", () => {
  const key = fc.uint8Array({ minLength: 1, maxLength: 9, max: 3 });
  const requests = fc
    .uniqueArray(key, { minLength: 1, maxLength: 12, selector: (one) => one.join() })
    .chain((keys) => fc.array(fc.array(fc.constantFrom(...keys), { maxLength: 15 }), { maxLength: 12 }));
  fc.assert(
    fc.property(requests, fc.integer({ min: 1, max: 8 }), (all, generationSize) => {
      const cache = cacheOf(generationSize);
      for (const keys of all) expect(met(cache, keys)).toEqual(keys.map((one) => one.join()));
    }),
    { numRuns: 2_000 },
  );
});

it("finds a request that is like the one before by what follows what", () => {
  const cache = cacheOf(100);
  const keys = ["a", "bc", "defgh"].map((text) => encoder.encode(text));
  met(cache, keys);
  const body = encoder.encode("abcdefgh");
  cache.begin(body);
  expect(cache.follow(0, body.length)).toBeUndefined();
  cache.find(0, 1);
  expect(cache.follow(1, 2)).toBeUndefined();
  expect(cache.follow(1, body.length)).toMatchObject({ sizeBytes: 2 });
  expect(cache.follow(3, body.length)).toMatchObject({ sizeBytes: 5 });
  expect(cache.follow(body.length, body.length)).toBeUndefined();
});

it("forgets what was not met during a whole generation", () => {
  const cache = cacheOf(10);
  const keyOf = (index: number): Uint8Array => encoder.encode(`key-${index}`);
  met(cache, [keyOf(0), keyOf(1)]);
  for (let index = 2; index < 30; index++) {
    met(cache, [keyOf(0)]);
    learn(cache, keyOf(index), "other");
  }
  expect(find(cache, keyOf(0))).toBe(keyOf(0).join());
  expect(find(cache, keyOf(1))).toBeUndefined();
  met(cache, [keyOf(0)]);
  expect(cache.follow(0, 5)).toBeUndefined();
});

it("tells series apart that differ in one byte", () => {
  const cache = cacheOf(100_000);
  const keyOf = (index: number): Uint8Array =>
    encoder.encode(`__name__=requests_total,pod=pod-${index},job=wide`);
  let kept = 0;
  for (let index = 0; index < 50_000; index++) learn(cache, keyOf(index), String(index));
  for (let index = 0; index < 50_000; index++) {
    const found = find(cache, keyOf(index));
    if (found === String(index)) kept += 1;
    else expect(found).toBeUndefined();
  }
  expect(kept).toBeGreaterThan(49_980);
});
