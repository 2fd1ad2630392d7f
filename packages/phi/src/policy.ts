import { type PhiKind, phiKinds } from "./phi-kind.ts";

/** What is redacted and what is spared. Data: compose with spread. */
export interface Policy {
  readonly kinds: readonly PhiKind[];
  /** Field names or dotted paths whose name never condemns their value; the value is still scanned. */
  readonly keptFields: readonly string[];
  /** Texts that are never an identifier, compared whole and exactly. */
  readonly keptValues: readonly string[];
  /** IPv4 prefixes that end in a dot (`127.`) or whole addresses that identify no one. */
  readonly keptAddresses: readonly string[];
  /** Fields whose strings are URLs, paths or query strings, and are redacted as such. */
  readonly urlFields: readonly string[];
}

export const defaultPolicy: Policy = {
  kinds: phiKinds,
  keptFields: ["service.name", "server.address", "host.name", "token_type", "cookie_name"],
  keptValues: [],
  keptAddresses: ["127.", "::1", "0.0.0.0", "::", "::ffff:127.0.0.1"],
  urlFields: [
    "url",
    "uri",
    "href",
    "url.full",
    "url.path",
    "url.query",
    "http.url",
    "http.target",
    "request.url",
    "req.url",
    "referer",
    "referrer",
    "location",
  ],
};

/** Thrown by `createRedactor` for a policy that cannot be obeyed. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
  readonly code = "PHI_POLICY_INVALID";
}

const policyKeys: ReadonlySet<string> = new Set(Object.keys(defaultPolicy));

/** Refuses what the types cannot: policies are often read from files. */
export function checkPolicy(policy: Policy): void {
  for (const key of Object.keys(policy)) {
    if (!policyKeys.has(key)) {
      throw new PolicyError(`unknown policy key "${key}"; known are ${[...policyKeys].join(", ")}`);
    }
  }
  for (const [key, list] of Object.entries(policy)) {
    if (!Array.isArray(list) || list.some((item) => typeof item !== "string")) {
      throw new PolicyError(`policy key "${key}" must be a list of strings`);
    }
  }
  for (const kind of policy.kinds) {
    if (!phiKinds.includes(kind)) {
      throw new PolicyError(`unknown kind "${kind}" in the policy; known are ${phiKinds.join(", ")}`);
    }
  }
}
