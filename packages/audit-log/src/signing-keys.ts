import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { makeOwnerOnlyDirectory } from "@voiceassist/owner-only";

export interface SigningKeys {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const ownerOnlyFile = 0o600;

/** The Ed25519 key pair whose private half is kept in the file: made when absent, the same ever after. */
export async function openSigningKeys(path: string): Promise<SigningKeys> {
  makeOwnerOnlyDirectory(dirname(path));
  try {
    const { privateKey } = generateKeyPairSync("ed25519");
    await writeFile(path, privateKey.export({ type: "pkcs8", format: "pem" }), {
      flag: "wx",
      mode: ownerOnlyFile,
    });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const privateKey = createPrivateKey(await readFile(path));
  return { privateKey, publicKey: createPublicKey(privateKey) };
}
