import type { Telemetry } from "@voiceassist/telemetry";
import type { Pool } from "pg";
import type { AuditTrail } from "../audit/audit-trail.ts";
import type { GatewayMetrics } from "../gateway-metrics.ts";
import type { Settings } from "../settings.ts";
import { untraced } from "../untraced.ts";
import { BackupError } from "./backup-error.ts";
import type { BackupKey } from "./backup-key.ts";
import { type BackupManifest, listManifests } from "./backup-manifest.ts";
import { makeBackup } from "./make-backup.ts";

/** Label `database` of the backup metrics. */
const databaseName = "gateway";
const lookEveryMillis = 60_000;
/** After a start: a service that is started has more urgent work. */
const firstLookMillis = 20_000;
/** A failed backup is tried again sooner than the next one is due. */
const retryMillis = 15 * 60_000;
const hourMillis = 60 * 60_000;

export interface BackupService {
  /** @throws BackupError */
  make(): Promise<BackupManifest>;
  /** The latest first. */
  list(): Promise<readonly BackupManifest[]>;
  /** Rejects when the last attempt failed, or none succeeded for longer than two intervals. */
  probe(): Promise<void>;
  start(): void;
  stop(): void;
}

export function backupService(dependencies: {
  readonly pool: Pool;
  readonly settings: Settings["backup"];
  readonly key: BackupKey;
  readonly trail: AuditTrail;
  readonly telemetry: Telemetry;
  readonly metrics: GatewayMetrics;
}): BackupService {
  const { pool, settings, key, trail, telemetry, metrics } = dependencies;
  const { directory, keep, intervalHours } = settings;
  const intervalMillis = intervalHours * hourMillis;
  const timers: NodeJS.Timeout[] = [];
  let running = false;
  let lastFailure: { readonly error: unknown; readonly atMillis: number } | undefined;

  /** Also of backups that `voiceassist backup` made. */
  const lastSuccessMillis = async (): Promise<number> => {
    const [latest] = await listManifests(directory);
    const millis = latest === undefined ? 0 : Date.parse(latest.created_at);
    telemetry.reportBackup(databaseName, millis);
    return millis;
  };

  const make = async (): Promise<BackupManifest> => {
    if (running) throw new BackupError("BACKUP_RUNNING", "A backup is being made already.");
    running = true;
    try {
      const manifest = await untraced(() => makeBackup(pool, { directory, keep, key }, new Date()));
      lastFailure = undefined;
      metrics.backups.add({ status: "success" });
      metrics.backupSize.set({}, manifest.size_bytes);
      telemetry.log.info(
        { backup: manifest.name, size_bytes: manifest.size_bytes, restore_seconds: manifest.restore_seconds },
        "backup made, and proved by restoring it",
      );
      await lastSuccessMillis();
      return manifest;
    } catch (error) {
      lastFailure = { error, atMillis: Date.now() };
      metrics.backups.add({ status: "error" });
      telemetry.log.error({ err: error }, "no backup was made");
      throw error;
    } finally {
      running = false;
    }
  };

  const makeWhenDue = async (): Promise<void> => {
    try {
      const nowMillis = Date.now();
      const due = nowMillis - (await lastSuccessMillis()) >= intervalMillis;
      const waits = lastFailure !== undefined && nowMillis - lastFailure.atMillis < retryMillis;
      if (!due || waits || running || intervalHours === 0) return;
      const made = await make().then(
        () => true,
        () => false,
      );
      await trail.record({
        event: "administration",
        action: "backup",
        outcome: made ? "success" : "failure",
        actor: "system",
      });
    } catch (error) {
      telemetry.log.error({ err: error }, "the backups cannot be listed");
    }
  };

  return {
    make,
    list: () => listManifests(directory),
    async probe() {
      if (lastFailure !== undefined) throw lastFailure.error;
      const lastMillis = await lastSuccessMillis();
      if (intervalHours > 0 && lastMillis > 0 && Date.now() - lastMillis > 2 * intervalMillis)
        throw new Error("no backup was made for longer than two intervals");
    },
    start() {
      timers.push(setTimeout(() => void makeWhenDue(), firstLookMillis).unref());
      timers.push(setInterval(() => void makeWhenDue(), lookEveryMillis).unref());
    },
    stop() {
      for (const timer of timers) clearInterval(timer);
    },
  };
}
