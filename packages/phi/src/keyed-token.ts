import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { decodeText } from "./encodings/decoded-text.ts";
import type { PhiKind } from "./phi-kind.ts";
import { tokenText } from "./placeholder.ts";
import { PolicyError } from "./policies/policy-error.ts";

/**
 * What tokens are made with. A secret: it belongs beside other keys, never in a policy. Whoever holds it can confirm a
 * guess, so a token is a pseudonym and no de-identification: 45 CFR 164.514(c) forbids codes derived from the identifier.
 */
export interface TokenKey {
  /** At least 32 bytes of randomness. */
  readonly key: Uint8Array;
  /** Counts rotations, from 1; it is part of each token, so that tokens of two keys are never compared. */
  readonly version: number;
  /** Tokens of two tenants never agree. */
  readonly tenant: string;
}

/** The output length of SHA-256; a shorter key weakens HMAC (RFC 2104 section 3). */
const minKeyBytes = 32;
const maxVersion = 999_999;
/** 64 bits: two of a million values share a token with a chance of 3 in 100 million. */
const tokenBytes = 8;

/** The kinds whose separators carry nothing: `123-45-6789` and `123456789` are one value. */
const writtenManyWays: ReadonlySet<string> = new Set(["SSN", "PHONE", "CARD_NUMBER", "MRN"]);

export type KeyedTokens = (kind: PhiKind, value: string) => string;

/** HMAC-SHA-256 over tenant, kind and value, cut to 64 bits. Throws `PolicyError` for a key that is too short. */
export function createKeyedTokens({ key, version, tenant }: TokenKey): KeyedTokens {
  if (!(key instanceof Uint8Array) || key.length < minKeyBytes) {
    throw new PolicyError(`the token key must be at least ${minKeyBytes} bytes in a Uint8Array`);
  }
  if (!Number.isInteger(version) || version < 1 || version > maxVersion) {
    throw new PolicyError(
      `the token key's version must be an integer from 1 to ${maxVersion}; got ${version}`,
    );
  }
  if (typeof tenant !== "string" || tenant === "") {
    throw new PolicyError("the token key's tenant must be a text that is not empty");
  }
  const secret = key.slice();
  const encoder = new TextEncoder();
  return (kind, value) => {
    const message = encoder.encode(JSON.stringify([tenant, kind, canonical(kind, value)]));
    return tokenText(kind, version, bytesToHex(hmac(sha256, secret, message).subarray(0, tokenBytes)));
  };
}

/** One spelling for one value, so that its token is the same in a URL, in a header and in a sentence. */
function canonical(kind: PhiKind, value: string): string {
  const plain = (decodeText(value)?.text ?? value).normalize("NFKC").toLowerCase().trim();
  const letters = writtenManyWays.has(kind) ? plain.replace(/[^\p{L}\p{N}]+/gu, "") : "";
  return letters === "" ? plain.replace(/\s+/gu, " ") : letters;
}
