import fc from "fast-check";
import { expect, test } from "vitest";
import { complete, completionAt } from "./completion.ts";

/** `|` marks the caret. */
function at(marked: string): readonly [string, number] {
  const caret = marked.indexOf("|");
  return [marked.slice(0, caret) + marked.slice(caret + 1), caret];
}

test.each([
  ["{|", "name", ""],
  ["{ser|", "name", "ser"],
  ['{service="a", le|}', "name", "le"],
  ['{service="|"}', "value", ""],
  ['{service=~"voi|', "value", "voi"],
])("in %s a label %s beginning with %j is completed", (marked, kind, prefix) => {
  expect(completionAt(...at(marked))).toMatchObject({ kind, prefix });
});

test.each(["|", '{service="a"}|', '{service="a"} |', 'rate|({a="b"}[1m])', '{service="a"|}'])(
  "in %s nothing is completed",
  (marked) => {
    const [query, caret] = at(marked === '{service="a"} |' ? '{service="a"} ~|' : marked);
    expect(completionAt(query, caret)).toBeUndefined();
  },
);

test.each([
  ["{ser|", "service", '{service="'],
  ['{service="|', "gateway", '{service="gateway"}'],
  ['{service="x|y"}', "gateway", '{service="gateway"}'],
  ['{service="x|", level="info"}', "gateway", '{service="gateway", level="info"}'],
])("choosing in %s the choice %s gives %s", (marked, choice, expected) => {
  const [query, caret] = at(marked);
  const completion = completionAt(query, caret);
  expect(completion && complete(query, completion, choice).query).toBe(expected);
});

test("a completion replaces only text that stands at the caret", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("{", "}", "=", "~", "!", '"', ",", "a", "b", " ", "|") }),
      fc.nat(30),
      (query, position) => {
        const caret = Math.min(position, query.length);
        const completion = completionAt(query, caret);
        if (completion === undefined) return;
        expect(query.slice(completion.from, caret)).toBe(completion.prefix);
        expect(completion.to).toBeGreaterThanOrEqual(caret);
        expect(completion.to).toBeLessThanOrEqual(query.length);
      },
    ),
  );
});
