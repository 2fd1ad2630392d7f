import { createKeyedTokens, type TokenKey } from "./keyed-token.ts";
import { type PhiKind, phiKinds } from "./phi-kind.ts";
import { placeholder } from "./placeholder.ts";
import type { Policy } from "./policies/policy.ts";
import { PolicyError } from "./policies/policy-error.ts";

/**
 * What stands in the place of an identifier, which is a text or its part from `start` to `end`; undefined for nothing. A value
 * that has no text cannot have a token.
 */
export type Mask = (
  kind: PhiKind,
  text: string | undefined,
  start?: number,
  end?: number,
) => string | undefined;

/** Throws `PolicyError` for a policy that asks for tokens without a key for them. */
export function createMask({ actions }: Policy, tokenKey: TokenKey | undefined): Mask {
  const tokens = tokenKey === undefined ? undefined : createKeyedTokens(tokenKey);
  const tokenised = Object.entries(actions).find(([, action]) => action === "token");
  if (tokenised !== undefined && tokens === undefined) {
    throw new PolicyError(
      `the policy's action for ${tokenised[0]} is "token", which needs a token key; pass one to createRedactor`,
    );
  }
  const fixed: Partial<Record<PhiKind, string>> = {};
  for (const kind of phiKinds) if (actions[kind] !== "drop") fixed[kind] = placeholder(kind);
  return (kind, text, start, end) =>
    tokens !== undefined && actions[kind] === "token" && text !== undefined
      ? tokens(kind, text.slice(start, end))
      : fixed[kind];
}
