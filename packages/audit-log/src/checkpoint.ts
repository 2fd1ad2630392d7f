import { createHash, type KeyObject, sign, verify } from "node:crypto";
import type { LogHead } from "./audit-entry.ts";
import { canonicalJson } from "./canonical-json.ts";

/** A signed statement of how long the log is and what its last hash is. What it covers cannot be cut off or rewritten unseen. */
export interface Checkpoint {
  readonly size: number;
  readonly head: string;
  readonly time: string;
  /** The first 16 hexadecimal digits of the SHA-256 of the public key (SPKI, DER). */
  readonly key_id: string;
  /** Ed25519 over the canonical JSON of the rest, base64url. */
  readonly signature: string;
}

const keyIdHexDigits = 16;

function keyIdOf(publicKey: KeyObject): string {
  const spki = publicKey.export({ type: "spki", format: "der" });
  return createHash("sha256").update(spki).digest("hex").slice(0, keyIdHexDigits);
}

export function signCheckpoint(
  head: LogHead,
  time: Date,
  keys: { readonly privateKey: KeyObject; readonly publicKey: KeyObject },
): Checkpoint {
  const statement = {
    size: head.sequence,
    head: head.hash,
    time: time.toISOString(),
    key_id: keyIdOf(keys.publicKey),
  };
  const signature = sign(null, signedBytes(statement), keys.privateKey).toString("base64url");
  return { ...statement, signature };
}

export function checkpointIsSigned(checkpoint: Checkpoint, publicKey: KeyObject): boolean {
  const { signature, ...statement } = checkpoint;
  return verify(null, signedBytes(statement), publicKey, Buffer.from(signature, "base64url"));
}

export function encodeCheckpoint(checkpoint: Checkpoint): string {
  return canonicalJson({ ...checkpoint });
}

/** The checkpoint, or undefined when the line is not one. The signature is not checked here. */
export function decodeCheckpoint(line: string): Checkpoint | undefined {
  try {
    const value = JSON.parse(line) as Partial<Checkpoint> | null;
    const isCheckpoint =
      Number.isSafeInteger(value?.size) &&
      [value?.head, value?.time, value?.key_id, value?.signature].every((field) => typeof field === "string");
    if (!isCheckpoint) return undefined;
    const checkpoint = value as Checkpoint;
    return encodeCheckpoint(checkpoint) === line ? checkpoint : undefined;
  } catch {
    // Not JSON: said by the caller, who knows the place.
    return undefined;
  }
}

function signedBytes(statement: Omit<Checkpoint, "signature">): Buffer {
  return Buffer.from(canonicalJson({ ...statement }));
}
