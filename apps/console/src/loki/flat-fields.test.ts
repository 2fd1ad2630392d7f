import { expect, test } from "vitest";
import { flatFields } from "./flat-fields.ts";

test("nested objects become dotted names, lists and empty objects stay JSON", () => {
  const fields = {
    msg: "no",
    err: { type: "E", cause: { code: 5 } },
    list: [1, { a: 2 }],
    none: {},
    nil: null,
  };
  expect(flatFields(fields)).toEqual([
    { name: "msg", text: "no" },
    { name: "err.type", text: "E" },
    { name: "err.cause.code", text: "5" },
    { name: "list", text: '[1,{"a":2}]' },
    { name: "none", text: "{}" },
    { name: "nil", text: "null" },
  ]);
});

test("objects deeper than the bound are shown as JSON", () => {
  expect(flatFields({ a: { b: { c: { d: { e: 1 } } } } })).toEqual([{ name: "a.b.c.d", text: '{"e":1}' }]);
});
