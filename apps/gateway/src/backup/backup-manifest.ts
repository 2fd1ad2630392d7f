import { createHmac, timingSafeEqual } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { BackupKey } from "./backup-key.ts";

/** Names hold the moment and nothing else. */
export const backupSuffix = ".backup";
export const manifestSuffix = ".manifest.json";
export const partialSuffix = ".partial";

export interface BackupManifest {
  readonly format: "voiceassist-backup-1";
  readonly name: string;
  readonly created_at: string;
  readonly size_bytes: number;
  /** Of the encrypted file. */
  readonly sha256: string;
  /** Of what is in it; a restored copy gave the same. */
  readonly content_sha256: string;
  readonly lines: number;
  readonly key_id: string;
  readonly restored_at: string;
  readonly restore_seconds: number;
  /** HMAC-SHA256 of the rest with the backup key. */
  readonly mac: string;
}

const manifestForm: z.ZodType<BackupManifest> = z.object({
  format: z.literal("voiceassist-backup-1"),
  name: z.string().regex(/^voiceassist-[0-9TZ-]+$/),
  created_at: z.iso.datetime(),
  size_bytes: z.number(),
  sha256: z.string(),
  content_sha256: z.string(),
  lines: z.number(),
  key_id: z.string(),
  restored_at: z.iso.datetime(),
  restore_seconds: z.number(),
  mac: z.string(),
});

export function sealManifest(manifest: Omit<BackupManifest, "mac">, key: BackupKey): BackupManifest {
  return { ...manifest, mac: macOf(manifest, key) };
}

export function manifestIsGenuine({ mac, ...manifest }: BackupManifest, key: BackupKey): boolean {
  const expected = Buffer.from(macOf(manifest, key));
  const given = Buffer.from(mac);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function macOf(manifest: Omit<BackupManifest, "mac">, { key }: BackupKey): string {
  const sorted = Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac("sha256", key).update(JSON.stringify(sorted)).digest("hex");
}

/** What backups there are, the latest first. A file without a readable manifest is none. */
export async function listManifests(directory: string): Promise<readonly BackupManifest[]> {
  let names: readonly string[];
  try {
    names = await readdir(directory);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
  const found: BackupManifest[] = [];
  for (const name of names.filter((candidate) => candidate.endsWith(manifestSuffix))) {
    const manifest = await readManifest(join(directory, name));
    if (manifest !== undefined && names.includes(`${manifest.name}${backupSuffix}`)) found.push(manifest);
  }
  return found.sort((a, b) => b.created_at.localeCompare(a.created_at));
}

export async function readManifest(path: string): Promise<BackupManifest | undefined> {
  try {
    return manifestForm.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    // Not there, half written by another program, or of another version: no manifest.
    return undefined;
  }
}
