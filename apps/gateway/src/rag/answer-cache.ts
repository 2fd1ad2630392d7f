import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { KeyedTokens } from "@voiceassist/audit-log";
import type { Redis } from "ioredis";
import { redisKey } from "../redis/connect-redis.ts";

const answerSeconds = 5 * 60;
const generationSeconds = 24 * 60 * 60;
const cipher = "aes-256-gcm";
const keySizeBytes = 32;
const nonceSizeBytes = 12;
const tagSizeBytes = 16;

/**
 * Answers to questions that were asked before, of the same documents. Keys are keyed tokens and values are encrypted: what
 * lies in the cache says nothing to who can read it. A cache that does not answer is a cache that has nothing.
 */
export interface AnswerCache {
  find(question: CachedQuestion): Promise<unknown>;
  keep(question: CachedQuestion, answer: unknown): Promise<void>;
  /** The owner's documents changed: what was answered from them counts no more. */
  forget(ownerId: string): Promise<void>;
}

export interface CachedQuestion {
  readonly ownerId: string;
  readonly text: string;
  /** Names of the models that embed and answer. */
  readonly models: string;
}

export const noAnswerCache: AnswerCache = {
  find: () => Promise.resolve(undefined),
  keep: () => Promise.resolve(),
  forget: () => Promise.resolve(),
};

export function redisAnswerCache(redis: Redis, secret: string, token: KeyedTokens): AnswerCache {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "voiceassist answer cache", keySizeBytes));
  const generationKey = (ownerId: string): string => redisKey("documents", token("user", ownerId));
  const keyOf = async ({ ownerId, text, models }: CachedQuestion): Promise<string> => {
    const generation = (await redis.get(generationKey(ownerId))) ?? "0";
    return redisKey("answer", token("answer", JSON.stringify([ownerId, generation, models, text])));
  };
  return {
    async find(question) {
      try {
        const kept = await redis.getBuffer(await keyOf(question));
        return kept === null ? undefined : JSON.parse(decrypt(kept, key));
      } catch {
        // Redis is away, or the entry was made with another key: counted by the client's metrics, and asked anew.
        return undefined;
      }
    },
    async keep(question, answer) {
      await tolerate(async () => {
        const value = encrypt(JSON.stringify(answer), key);
        await redis.set(await keyOf(question), value, "EX", answerSeconds);
      });
    },
    async forget(ownerId) {
      await tolerate(() =>
        redis.multi().incr(generationKey(ownerId)).expire(generationKey(ownerId), generationSeconds).exec(),
      );
    },
  };
}

async function tolerate(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch {
    // Counted by the client's metrics; a question is then answered anew, or from at most five minutes ago.
  }
}

function encrypt(text: string, key: Buffer): Buffer {
  const nonce = randomBytes(nonceSizeBytes);
  const encryption = createCipheriv(cipher, key, nonce);
  return Buffer.concat([nonce, encryption.update(text, "utf8"), encryption.final(), encryption.getAuthTag()]);
}

function decrypt(value: Buffer, key: Buffer): string {
  const decryption = createDecipheriv(cipher, key, value.subarray(0, nonceSizeBytes));
  decryption.setAuthTag(value.subarray(-tagSizeBytes));
  const text = decryption.update(value.subarray(nonceSizeBytes, -tagSizeBytes));
  return Buffer.concat([text, decryption.final()]).toString("utf8");
}
