import { assert, integer, property, string, uint8Array } from "fast-check";
import { expect, test } from "vitest";
import { readCommands } from "./redis-commands.ts";
import { bulk, serialise } from "./redis-replies.ts";

test("a command is read whole, however its bytes arrive", () => {
  assert(
    property(
      uint8Array({ maxLength: 200 }),
      string({ maxLength: 20 }),
      integer({ min: 1, max: 9 }),
      (value, key, size) => {
        const sent = [Buffer.from("SET"), Buffer.from(key), Buffer.from(value)];
        const bytes = serialise(sent);
        const read = readCommands();
        const got = [];
        for (let at = 0; at < bytes.length; at += size) got.push(...read(bytes.subarray(at, at + size)));
        expect(got).toEqual([sent]);
      },
    ),
  );
});

test.each([["?1\r\n"], ["*x\r\n"], ["*1000000\r\n"], ["*1\r\n$-5\r\n"]])("%j is no command", (text) => {
  expect(() => readCommands()(bulk(text))).toThrow("Protocol error");
});
