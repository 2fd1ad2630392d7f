import { hash, verify } from "@node-rs/argon2";

/** OWASP's Argon2id parameters for 19 MiB: 2 passes, 1 lane. */
const argon2id = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Stands in for the hash of an account that does not exist, so that a missing account takes as long as a wrong password. */
const absentAccountHash = hash("an account that does not exist", argon2id);

export async function hashPassword(password: string): Promise<string> {
  return await hash(password, argon2id);
}

export async function passwordMatches(password: string, passwordHash: string | undefined): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await absentAccountHash), password);
  return matches && passwordHash !== undefined;
}
