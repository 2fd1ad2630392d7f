// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Go's templates.
import type { Labels } from "@voiceassist/wire";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openConfigFile } from "../config/config-file.ts";
import { describeProblem, type Problem } from "../config/problem.ts";
import { openSection } from "../config/section.ts";
import { readRelabelRules } from "./read-relabel-rules.ts";
import { relabel } from "./relabel.ts";
import type { NameValidation, RelabelRule } from "./relabel-rule.ts";

function read(
  yaml: string,
  nameValidation: NameValidation = "utf8",
): { readonly rules: readonly RelabelRule[]; readonly problems: readonly string[] } {
  const problems: Problem[] = [];
  const file = openConfigFile("r.yml", `rules: [${yaml}]`, problems);
  const section = openSection(file, file.root, { what: "the test", known: ["rules"] });
  const rules = readRelabelRules(section, "rules", nameValidation);
  return { rules, problems: problems.map(describeProblem) };
}

// Most rows are those of Prometheus' own model/relabel/relabel_test.go.
const abc = { a: "foo", b: "bar", c: "baz" };
test.each<readonly [string, Labels, Labels | undefined]>([
  [
    '{source_labels: [a], regex: "f(.*)", target_label: d, separator: ";", replacement: "ch${1}-ch${1}"}',
    abc,
    { ...abc, d: "choo-choo" },
  ],
  [
    '{source_labels: [a, b], regex: "f(.*);(.*)r", target_label: a, replacement: "b${1}${2}m"}, {source_labels: [c, a], regex: "(b).*b(.*)ba(.*)", target_label: d, replacement: "$1$2$2$3"}',
    abc,
    { a: "boobam", b: "bar", c: "baz", d: "boooom" },
  ],
  [
    '{source_labels: [a], regex: ".*o.*", action: drop}, {source_labels: [a], regex: "f(.*)", target_label: d}',
    abc,
    undefined,
  ],
  ['{source_labels: [a], regex: ".*o.*", action: drop}', { a: "bar" }, { a: "bar" }],
  ["{source_labels: [a], regex: no-match, action: drop}", abc, abc],
  ['{source_labels: [a], regex: "f|o", action: drop}', abc, abc],
  ['{source_labels: [a], regex: "foo", action: keep}', abc, abc],
  ["{source_labels: [a], regex: no-match, action: keep}", abc, undefined],
  ['{source_labels: [a], regex: "f|o", action: keep}', abc, undefined],
  ['{regex: ".*b.*", target_label: b, replacement: bar}', { a: "foo" }, { a: "foo" }],
  [
    '{source_labels: [a], target_label: d, regex: "(.*)", replacement: "x${1}y"}',
    { a: "v" },
    { a: "v", d: "xvy" },
  ],
  [
    '{source_labels: [c], target_label: d, separator: ";", action: hashmod, modulus: 1000}',
    abc,
    { ...abc, d: "976" },
  ],
  [
    "{source_labels: [a], target_label: d, action: hashmod, modulus: 1000}",
    { a: "foo\nbar" },
    { a: "foo\nbar", d: "734" },
  ],
  [
    '{action: labelmap, regex: "(b.*)", replacement: "bar_${1}"}',
    { a: "f", b1: "bar", b2: "baz" },
    { a: "f", b1: "bar", b2: "baz", bar_b1: "bar", bar_b2: "baz" },
  ],
  [
    '{action: labelmap, regex: "__meta_(my.*)", replacement: "${1}"}',
    { a: "f", __meta_my_bar: "aaa", __meta_other: "x" },
    { a: "f", __meta_my_bar: "aaa", __meta_other: "x", my_bar: "aaa" },
  ],
  [
    '{source_labels: [a], regex: "some-([^-]+)-([^,]+)", target_label: "${1}", replacement: "${2}"}',
    { a: "some-name-value" },
    { a: "some-name-value", name: "value" },
  ],
  [
    '{source_labels: [a], regex: "some-([^-]+)-([^,]+)", target_label: "${3}", replacement: "${1}"}',
    { a: "some-name-value" },
    { a: "some-name-value" },
  ],
  [
    '{source_labels: [a], regex: "some-([^-]+)-([^,]+)", target_label: a, replacement: "${3}"}',
    { a: "some-name-value" },
    {},
  ],
  ['{regex: "(f.*)", action: labeldrop}', { a: "x", foo: "y" }, { a: "x" }],
  ['{regex: "(f.*)", action: labelkeep}', { a: "x", foo: "y" }, { foo: "y" }],
  ["{source_labels: [a], target_label: a, action: lowercase}", { a: "FooBar" }, { a: "foobar" }],
  ["{source_labels: [a], target_label: a, action: Uppercase}", { a: "FooBar" }, { a: "FOOBAR" }],
  [
    "{source_labels: [__tmp_port], target_label: __port1, action: keepequal}",
    { __tmp_port: "1234", __port1: "1234" },
    { __tmp_port: "1234", __port1: "1234" },
  ],
  [
    "{source_labels: [__tmp_port], target_label: __port1, action: keepequal}",
    { __tmp_port: "1234", __port1: "5678" },
    undefined,
  ],
  [
    "{source_labels: [__tmp_port], target_label: __port1, action: dropequal}",
    { __tmp_port: "1234", __port1: "1234" },
    undefined,
  ],
  [
    "{source_labels: [__tmp_port], target_label: __port1, action: dropequal}",
    { __tmp_port: "1234", __port1: "5678" },
    { __tmp_port: "1234", __port1: "5678" },
  ],
  ["{source_labels: [none], target_label: fixed, replacement: here}", { a: "x" }, { a: "x", fixed: "here" }],
  [
    '{source_labels: [a], regex: "(?P<first>.)oo", target_label: d, replacement: "${first}!"}',
    { a: "foo" },
    { a: "foo", d: "f!" },
  ],
  [
    "{target_label: __proto__, replacement: own}",
    { a: "x" },
    Object.fromEntries([
      ["a", "x"],
      ["__proto__", "own"],
    ]),
  ],
])("the rules %s turn %j into %j", (yaml, given, expected) => {
  const { rules, problems } = read(yaml);
  expect(problems).toEqual([]);
  expect(relabel(given, rules)).toEqual(expected);
});

test.each([
  ["{action: explode}", 'r.yml:1:18: unknown relabel action "explode"'],
  [
    "{source_labels: [a]}",
    "r.yml:1:9: relabel configuration for replace action requires 'target_label' value",
  ],
  [
    "{action: hashmod, target_label: a}",
    "r.yml:1:9: relabel configuration for hashmod requires non-zero modulus",
  ],
  [
    "{action: lowercase, target_label: a, replacement: x}",
    "r.yml:1:59: 'replacement' can not be set for lowercase action",
  ],
  [
    "{action: labeldrop, regex: a, source_labels: [b]}",
    "r.yml:1:54: labeldrop action requires only regex, and no other fields",
  ],
  [
    "{action: keepequal, target_label: a, regex: b}",
    "r.yml:1:53: keepequal action requires only source_labels and target_label",
  ],
  ['{target_label: a, regex: "("}', "r.yml:1:34: error parsing regexp"],
  ["{target_label: a, colour: b}", 'r.yml:1:27: "colour" is not a field of a relabelling rule'],
  ["{action: labelmap, replacement: ''}", "r.yml:1:41: \"\" is invalid 'replacement' for labelmap action"],
])("the rule %s is refused at its place", (yaml, expected) => {
  expect(read(yaml).problems[0]).toContain(expected);
});

test.each([
  ["{target_label: a.b}", "\"a.b\" is invalid 'target_label' for replace action"],
  ["{target_label: '${1}_x'}", undefined],
])("under legacy names %s: %s", (yaml, expected) => {
  const [problem] = read(yaml, "legacy").problems;
  if (expected === undefined) expect(problem).toBeUndefined();
  else expect(problem).toContain(expected);
});

test("hashmod spreads over all shards and never leaves them", () => {
  const { rules } = read("{source_labels: [a], target_label: shard, action: hashmod, modulus: 7}");
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.string(), (a) => {
      const shard = relabel({ a }, rules)?.shard ?? "";
      seen.add(shard);
      expect(Number(shard)).toBeLessThan(7);
    }),
    { numRuns: 300 },
  );
  expect(seen.size).toBe(7);
});
