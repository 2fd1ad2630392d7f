import type { AttributeValue } from "@voiceassist/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributeColumns, attributesOf, jsonOf, valueOfJson } from "./attribute-text.ts";

const key = fc.oneof(fc.string(), fc.constantFrom("@bigint", "@bytes", "@number", "@object", "__proto__"));
const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array(),
);
const value: fc.Arbitrary<AttributeValue> = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

describe("attributes", () => {
  it("come back from their text as the values they were", () => {
    fc.assert(
      fc.property(fc.dictionary(key, value, { noNullPrototype: true }), (attributes) => {
        expect(attributesOf(attributeColumns(attributes))).toStrictEqual(attributes);
      }),
    );
  });

  it("come back from JSON text as the values they were", () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(
          valueOfJson(JSON.parse(JSON.stringify(jsonOf(one))) as ReturnType<typeof jsonOf>),
        ).toStrictEqual(one);
      }),
    );
  });

  it.each<[string, AttributeValue, string]>([
    ["text", "text", "text"],
    ["a number", 200, "200"],
    ["a boolean", true, "true"],
    ["a 64-bit integer", 12n, "12"],
    ["a list", ["a", 1], '["a",1]'],
  ])("show %s as readers write it", (_name, one, text) => {
    expect(attributeColumns({ key: one }).texts).toEqual({ key: text });
  });
});
