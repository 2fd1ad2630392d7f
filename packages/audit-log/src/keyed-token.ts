import { createHmac } from "node:crypto";

const tokenHexDigits = 32;

/**
 * A stable stand-in for an identifier: `kind_` and 128 bits of HMAC-SHA256. Whoever holds the key can ask whether an entry is
 * about a known identifier; nobody can read the identifier out of it. Not de-identification by Safe Harbor (45 CFR 164.514(c)).
 */
export type KeyedTokens = (kind: string, identifier: string) => string;

export function keyedTokens(key: Uint8Array): KeyedTokens {
  return (kind, identifier) => {
    const digest = createHmac("sha256", key).update(`${kind}\u0000${identifier}`).digest("hex");
    return `${kind}_${digest.slice(0, tokenHexDigits)}`;
  };
}
