import { type PhiKind, phiKinds } from "../phi-kind.ts";
import { fieldWords } from "../values/field-name.ts";
import { PolicyError } from "./policy-error.ts";

/** What becomes of a kind: its typed placeholder, a keyed token, nothing at all, or itself. */
export type Action = "placeholder" | "token" | "drop" | "keep";

/**
 * What a field holds. A kind: every text and number in it is one. `keep` leaves it untouched, `drop` leaves it out,
 * `text` scans it whatever its name, the other words name the format that it is read in.
 */
export type FieldRule = PhiKind | "keep" | "drop" | "text" | "url" | "sql" | "hl7" | "x12";

/** What is redacted, what is spared, and what takes its place. Data: compose with `extendPolicy`. */
export interface Policy {
  /** A kind that is not named here becomes its placeholder. `keep` stops looking for the kind. */
  readonly actions: Readonly<Partial<Record<PhiKind, Action>>>;
  /**
   * By field name or dotted path, compared by whole words from the end of the path, the longest first: `name.given` is
   * also the rule of `entry.resource.name.given`. `.*` at the end stands for any further words.
   */
  readonly fields: Readonly<Record<string, FieldRule>>;
  /** Fields whose text names the type of what holds them (`resourceType` of FHIR); its path starts anew with the type. */
  readonly typeFields: readonly string[];
  /** HL7 v2, by segment, field and component: `PID-5`, `PID-11.4`; the most precise wins. Others are scanned as text. */
  readonly hl7: Readonly<Record<string, FieldRule>>;
  /** X12, by segment, its first element where that tells segments apart, and element: `N3-01`, `REF:SY-02`. */
  readonly x12: Readonly<Record<string, FieldRule>>;
  /** Texts that are never an identifier, compared whole and exactly. */
  readonly keptValues: readonly string[];
  /** IPv4 prefixes that end in a dot (`127.`) or whole addresses that identify no one. */
  readonly keptAddresses: readonly string[];
}

export type PolicyChanges = { readonly [Key in keyof Policy]?: Policy[Key] };

const actions: readonly string[] = ["placeholder", "token", "drop", "keep"] satisfies Action[];
const rules: readonly string[] = [...phiKinds, "keep", "drop", "text", "url", "sql", "hl7", "x12"];
const segmentRule = /^[A-Z][A-Z0-9]{2}(?:-[1-9]\d{0,2}(?:\.[1-9]\d?)?)?$/;
const elementRule = /^[A-Z][A-Z0-9]{1,2}(?::[A-Z0-9]{1,3})?(?:-\d{2}(?:\.[1-9]\d?)?)?$/;

const checks: Readonly<Record<keyof Policy, (value: unknown, key: string) => void>> = {
  actions: checkRecord(actions, "action", (kind, key) => {
    if (!(phiKinds as readonly string[]).includes(kind)) {
      throw new PolicyError(
        `unknown kind "${kind}" in the policy's ${key}; known are ${phiKinds.join(", ")}`,
      );
    }
  }),
  fields: checkRecord(rules, "rule", (path, key) => {
    const name = path.endsWith(".*") ? path.slice(0, -2) : path;
    if (fieldWords(name).length === 0 || name.includes("*")) {
      throw new PolicyError(
        `unknown field "${path}" in the policy's ${key}; a path is words and dots, ".*" only at its end`,
      );
    }
  }),
  typeFields: checkTexts,
  hl7: checkRecord(rules, "rule", checkLocation(segmentRule, "PID, PID-5 or PID-11.4")),
  x12: checkRecord(rules, "rule", checkLocation(elementRule, "N3, N3-01, REF:SY-02 or SVC-01.2")),
  keptValues: checkTexts,
  keptAddresses: checkTexts,
};

/** Refuses what the types cannot, since policies are often read from files: `PolicyError` names what and where. */
export function parsePolicy(source: unknown): Policy {
  if (!isRecord(source)) throw new PolicyError(`a policy must be an object; got ${describe(source)}`);
  for (const key of Object.keys(source)) {
    if (!Object.hasOwn(checks, key)) {
      throw new PolicyError(`unknown policy key "${key}"; known are ${Object.keys(checks).join(", ")}`);
    }
  }
  for (const [key, check] of Object.entries(checks)) check(source[key], key);
  return source as unknown as Policy;
}

/**
 * The base with changes laid over it in their order: a later rule or action replaces an earlier one of the same name,
 * lists are joined. Throws `PolicyError` for changes that cannot be obeyed.
 */
export function extendPolicy(base: Policy, ...changes: readonly PolicyChanges[]): Policy {
  let policy = base;
  for (const change of changes) {
    parsePolicy({ ...base, ...change });
    policy = {
      actions: { ...policy.actions, ...change.actions },
      fields: { ...policy.fields, ...change.fields },
      typeFields: joined(policy.typeFields, change.typeFields),
      hl7: { ...policy.hl7, ...change.hl7 },
      x12: { ...policy.x12, ...change.x12 },
      keptValues: joined(policy.keptValues, change.keptValues),
      keptAddresses: joined(policy.keptAddresses, change.keptAddresses),
    };
  }
  return policy;
}

function joined(base: readonly string[], more: readonly string[] = []): readonly string[] {
  return [...new Set([...base, ...more])];
}

function checkTexts(value: unknown, key: string): void {
  if (!Array.isArray(value) || value.some((item) => typeof item !== "string")) {
    throw new PolicyError(`policy key "${key}" must be a list of strings; got ${describe(value)}`);
  }
}

function checkRecord(
  known: readonly string[],
  noun: string,
  checkName: (name: string, key: string) => void,
): (value: unknown, key: string) => void {
  return (value, key) => {
    if (!isRecord(value)) {
      throw new PolicyError(`policy key "${key}" must be an object; got ${describe(value)}`);
    }
    for (const [name, word] of Object.entries(value)) {
      checkName(name, key);
      if (typeof word !== "string" || !known.includes(word)) {
        throw new PolicyError(
          `unknown ${noun} ${describe(word)} for "${name}" in the policy's ${key}; known are ${known.join(", ")}`,
        );
      }
    }
  };
}

function checkLocation(shape: RegExp, examples: string): (name: string, key: string) => void {
  return (name, key) => {
    if (shape.test(name)) return;
    throw new PolicyError(`unknown field "${name}" in the policy's ${key}; it is written as ${examples}`);
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : Array.isArray(value) ? "a list" : String(value);
}
