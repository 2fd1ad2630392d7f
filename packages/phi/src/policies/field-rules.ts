import type { PhiKind } from "../phi-kind.ts";
import { type FieldNames, fieldWords } from "../values/field-name.ts";
import type { FieldRule, Policy } from "./policy.ts";

/** Paths remembered by one redactor, so that a stream of invented names cannot fill memory. */
const maxRememberedPaths = 4_096;

/** What is known of a field's value: the policy's rule, or the kind that the field's name gives away, or nothing. */
export interface Judgement {
  readonly rule: FieldRule | undefined;
  readonly kind: PhiKind | undefined;
}

/** By the field's path, and by its name with that of the field that holds it. The policy's rule comes first. */
export type FieldRules = (path: string, name: string) => Judgement;

export function createFieldRules({ fields, actions }: Policy, fieldNames: FieldNames): FieldRules {
  const exact = new Map<string, FieldRule>();
  const anyBelow = new Map<string, FieldRule>();
  for (const [path, rule] of Object.entries(fields)) {
    (path.endsWith(".*") ? anyBelow : exact).set(fieldWords(path).join(" "), rule);
  }
  const longestBelow = Math.max(0, ...[...anyBelow.keys()].map((path) => path.split(" ").length));
  const remembered = new Map<string, Judgement>();

  /** The rule that covers the most words at the end of the path. */
  function ruleOf(path: string): FieldRule | undefined {
    const words = fieldWords(path);
    for (let start = 0; start < words.length; start += 1) {
      const rule = exact.get(words.slice(start).join(" "));
      if (rule !== undefined) return rule;
      for (let size = Math.min(longestBelow, words.length - start - 1); size > 0; size -= 1) {
        const below = anyBelow.get(words.slice(start, start + size).join(" "));
        if (below !== undefined) return below;
      }
    }
    return undefined;
  }

  function judged(path: string, name: string): Judgement {
    const rule = ruleOf(path);
    if (rule === undefined) return { rule, kind: fieldNames.kindOf(name) };
    return { rule: isKept(rule) ? "text" : rule, kind: undefined };
  }

  function isKept(rule: FieldRule): boolean {
    return Object.hasOwn(actions, rule) && actions[rule as PhiKind] === "keep";
  }

  return (path, name) => {
    const known = remembered.get(path);
    if (known !== undefined) return known;
    const judgement = judged(path, name);
    if (remembered.size >= maxRememberedPaths) remembered.clear();
    remembered.set(path, judgement);
    return judgement;
  };
}
