import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeOwnerOnlyDirectory } from "./make-directory.ts";

const place = mkdtempSync(join(tmpdir(), "va-owner-only-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const modeOf = (path: string): number => statSync(path).mode & 0o777;

test("it and its parents are for the owner alone", () => {
  const path = join(place, "a", "b", "c");
  makeOwnerOnlyDirectory(path);
  expect([modeOf(path), modeOf(join(place, "a", "b")), modeOf(join(place, "a"))]).toEqual([
    0o700, 0o700, 0o700,
  ]);
});

test("what exists keeps its mode", () => {
  const path = join(place, "open");
  makeOwnerOnlyDirectory(path);
  chmodSync(path, 0o755);
  makeOwnerOnlyDirectory(path);
  expect(modeOf(path)).toBe(0o755);
});

test.skipIf(!existsSync("/proc/self"))("where none can be made it says so (needs /proc)", () => {
  expect(() => makeOwnerOnlyDirectory("/proc/voiceassist/deep")).toThrow(/ENOENT/u);
});
