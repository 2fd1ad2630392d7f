import { hash, verify } from "@node-rs/argon2";
import { concurrencyLimit } from "../concurrency-limit.ts";

/** OWASP's Argon2id parameters for 19 MiB: 2 passes, 1 lane. */
const argon2id = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Each computation holds 19 MiB and a thread of libuv's pool, which files and DNS need too. */
const limit = concurrencyLimit({ runningLimit: 2, waitingLimit: 64 });

/** Stands in for the hash of an account that does not exist, so that a missing account takes as long as a wrong password. */
const absentAccountHash = hash("an account that does not exist", argon2id);

export async function hashPassword(password: string): Promise<string> {
  return await limit(() => hash(password, argon2id));
}

export async function passwordMatches(password: string, passwordHash: string | undefined): Promise<boolean> {
  const compared = passwordHash ?? (await absentAccountHash);
  const matches = await limit(() => verify(compared, password));
  return matches && passwordHash !== undefined;
}
