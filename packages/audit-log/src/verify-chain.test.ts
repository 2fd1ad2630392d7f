import { generateKeyPairSync } from "node:crypto";
import { assert, asyncProperty, constantFrom, integer, nat } from "fast-check";
import { describe, expect, test } from "vitest";
import { type AuditEntry, chainEntry, emptyLog, encodeEntry, type LogHead } from "./audit-entry.ts";
import { encodeCheckpoint, signCheckpoint } from "./checkpoint.ts";
import { type AuditProblem, type PlacedLine, verifyChain } from "./verify-chain.ts";

const keys = generateKeyPairSync("ed25519");
const time = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const length = 12;

function chain(
  count: number,
  from: LogHead = emptyLog,
  outcome: "success" | "failure" = "success",
): AuditEntry[] {
  const entries: AuditEntry[] = [];
  let head = from;
  for (let number = 0; number < count; number += 1) {
    const entry = chainEntry(head, time(number), {
      event: "authentication",
      action: "login",
      outcome,
      actor: `user_${"0123456789abcdef".repeat(2)}`,
    });
    entries.push(entry);
    head = entry;
  }
  return entries;
}

const original = chain(length);
const lines = original.map(encodeEntry);
const headAt = (size: number): LogHead => {
  const entry = original[size - 1];
  return entry === undefined ? emptyLog : { sequence: entry.sequence, hash: entry.hash };
};
const signed = (...sizes: readonly number[]) =>
  sizes.map((size) => encodeCheckpoint(signCheckpoint(headAt(size), time(size), keys)));

const placed = (file: string, texts: readonly string[]): PlacedLine[] =>
  texts.map((text, index) => ({ text, file, line: index + 1 }));

async function problemsOf(
  texts: readonly string[],
  checkpoints: readonly string[] = signed(5, 12),
  anchor?: LogHead,
): Promise<readonly Pick<AuditProblem, "kind" | "sequence">[]> {
  const verdict = await verifyChain(placed("audit.jsonl", texts), {
    checkpoints: placed("checkpoints.jsonl", checkpoints),
    publicKey: keys.publicKey,
    ...(anchor === undefined ? {} : { anchor }),
  });
  return verdict.problems.map(({ kind, sequence }) => ({ kind, sequence }));
}

test("an untouched log has no problem", async () => {
  const verdict = await verifyChain(placed("audit.jsonl", lines), {
    checkpoints: placed("checkpoints.jsonl", signed(5, 12)),
    publicKey: keys.publicKey,
  });
  expect(verdict).toMatchObject({
    problems: [],
    head: headAt(length),
    anchoredEntries: length,
    checkpoints: 2,
  });
});

describe("what was done to the log is named with the entry", () => {
  const replaced = (index: number, text: string) => lines.with(index, text);
  const forged = encodeEntry(chainEntry(headAt(6), time(6), { ...baseEvent(), outcome: "failure" }));
  const rewritten = [...lines.slice(0, 3), ...chain(length - 3, headAt(3), "failure").map(encodeEntry)];
  test.each<[string, readonly string[], readonly (readonly [AuditProblem["kind"], number])[]]>([
    ["a field changed", replaced(6, String(lines[6]).replace("success", "failure")), [["altered", 7]]],
    ["a line that is not JSON", replaced(6, "nothing"), [["altered", 7]]],
    ["white space added", replaced(6, String(lines[6]).replace(",", ", ")), [["altered", 7]]],
    ["a field added", replaced(6, String(lines[6]).replace("{", '{"a":1,')), [["altered", 7]]],
    [
      "its number changed",
      replaced(6, String(lines[6]).replace('"sequence":7', '"sequence":9')),
      [["altered", 7]],
    ],
    ["an entry replaced, its hash made anew", replaced(6, forged), [["unlinked", 7]]],
    ["an entry taken out", lines.toSpliced(6, 1), [["missing", 7]]],
    ["three entries taken out", lines.toSpliced(6, 3), [["missing", 7]]],
    ["the first entries taken out", lines.slice(2), [["missing", 1]]],
    ["an entry doubled", lines.toSpliced(7, 0, String(lines[6])), [["duplicated", 7]]],
    ["two entries exchanged", lines.with(6, String(lines[7])).with(7, String(lines[6])), [["reordered", 7]]],
    ["the end cut off", lines.slice(0, 8), [["truncated", 9]]],
    ["everything cut off", [], [["truncated", 1]]],
    [
      "everything after an entry rewritten, hashes and all",
      rewritten,
      [
        ["rewritten", 5],
        ["rewritten", 12],
      ],
    ],
  ])("%s", async (_what, texts, expected) => {
    expect(await problemsOf(texts)).toEqual(expected.map(([kind, sequence]) => ({ kind, sequence })));
  });

  test("a cut below every checkpoint is seen against a head noted elsewhere", async () => {
    expect(await problemsOf(lines.slice(0, 8), signed(5), headAt(10))).toEqual([
      { kind: "truncated", sequence: 9 },
    ]);
    expect(await problemsOf(rewritten, signed(3), headAt(10))).toEqual([{ kind: "rewritten", sequence: 10 }]);
  });
});

function baseEvent() {
  return {
    event: "authentication",
    action: "login",
    outcome: "success",
    actor: `user_${"0123456789abcdef".repeat(2)}`,
  } as const;
}

describe("checkpoints", () => {
  const stranger = generateKeyPairSync("ed25519");
  const [five = "", twelve = ""] = signed(5, 12);
  test.each<[string, readonly string[], readonly (readonly [AuditProblem["kind"], number])[]]>([
    ["none", [], [["unanchored", 12]]],
    [
      "signed by another key",
      [encodeCheckpoint(signCheckpoint(headAt(12), time(1), stranger))],
      [
        ["checkpoint_invalid", 12],
        ["unanchored", 12],
      ],
    ],
    ["changed after signing", [five, twelve.replace('"size":12', '"size":11')], [["checkpoint_invalid", 11]]],
    ["rolled back", [twelve, five], [["checkpoint_invalid", 5]]],
    ["not one", [five, "nothing", twelve], [["checkpoint_invalid", 0]]],
  ])("%s", async (_what, checkpoints, expected) => {
    expect(await problemsOf(lines, checkpoints)).toEqual(
      expected.map(([kind, sequence]) => ({ kind, sequence })),
    );
  });
});

test("every changed byte is found, at its entry", async () => {
  const text = `${lines.join("\n")}\n`;
  const bytes = Buffer.from(text);
  await assert(
    asyncProperty(nat(bytes.length - 2), integer({ min: 1, max: 255 }), async (at, change) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ change;
      const entry = bytes.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
      const found = await problemsOf(changed.toString("utf8").split("\n").slice(0, -1));
      expect(found.length).toBeGreaterThan(0);
      expect(Math.abs(Number(found[0]?.sequence) - entry)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 400 },
  );
});

test("no sequence of cuts, moves and copies passes", async () => {
  await assert(
    asyncProperty(
      constantFrom("drop", "move", "copy"),
      nat(length - 1),
      nat(length - 1),
      async (how, from, to) => {
        const taken = String(lines[from]);
        const rest = how === "copy" ? lines : lines.toSpliced(from, 1);
        const result = how === "drop" ? rest : rest.toSpliced(to, 0, taken);
        const unchanged = result.join() === lines.join();
        expect((await problemsOf(result)).length > 0).toBe(!unchanged);
      },
    ),
  );
});
