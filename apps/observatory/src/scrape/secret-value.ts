import { readFileSync } from "node:fs";
import type { Secret } from "./http-client-config.ts";

class SecretError extends Error {
  readonly code = "SECRET_UNREADABLE";
}

/** Files are read each time, so that a renewed secret needs no reload; white space around it is no part of it. */
export function readSecretValue(secret: Secret): string {
  if (secret.kind === "text") return secret.text;
  try {
    return readFileSync(secret.path, "utf8").trim();
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw new SecretError(`unable to read file ${secret.path}: ${reason}`);
  }
}
