import {
  type AuditEvent,
  AuditLogError,
  type KeyedTokens,
  keyedTokens,
  type LogHead,
  openAuditLog,
  openSigningKeys,
} from "@voiceassist/audit-log";
import type { Telemetry } from "@voiceassist/telemetry";
import type { GatewayMetrics } from "../gateway-metrics.ts";
import { StartUpError } from "../start-up-error.ts";

/** The gateway's audit log: every entry counted, every failure counted and said once. */
export interface AuditTrail {
  readonly token: KeyedTokens;
  /** Whether the event is on disk now. What needs a record may only be done, or answered, when it is. */
  record(event: AuditEvent): Promise<boolean>;
  /** False from a failure until the next success. */
  isWorking(): boolean;
  status(): { readonly head: LogHead; readonly anchored: number };
  close(): Promise<void>;
}

/** @throws StartUpError when the log cannot be written or continued. */
export async function openAuditTrail(dependencies: {
  readonly directory: string;
  readonly signingKeyPath: string;
  readonly tokenKey: string;
  readonly telemetry: Telemetry;
  readonly metrics: Pick<GatewayMetrics, "auditAppends" | "auditFailures">;
}): Promise<AuditTrail> {
  const { directory, telemetry, metrics } = dependencies;
  const log = await openOrRefuse(async () =>
    openAuditLog({
      directory,
      keys: await openSigningKeys(dependencies.signingKeyPath),
      clock: () => new Date(),
      // The line leaves this machine with the others: a copy of the head that a forger of the log cannot reach.
      onCheckpoint: (head) =>
        telemetry.log.info({ audit_entries: head.sequence, audit_head: head.hash }, "audit log checkpoint"),
      onCheckpointFailure: (error) => {
        metrics.auditFailures.add({ reason: "checkpoint" });
        telemetry.log.error({ err: error }, "an audit log checkpoint could not be written");
      },
    }),
  );
  let working = true;
  return {
    token: keyedTokens(Buffer.from(dependencies.tokenKey)),
    async record(event) {
      try {
        await log.append(event);
      } catch (error) {
        const code = error instanceof AuditLogError ? error.code : "AUDIT_LOG_UNWRITABLE";
        metrics.auditFailures.add({ reason: code.replace(/^AUDIT_(LOG_)?/, "").toLowerCase() });
        if (working) telemetry.log.error({ err: error }, "the audit log does not take entries");
        working = false;
        return false;
      }
      metrics.auditAppends.add({ event: event.event });
      if (!working) telemetry.log.info({}, "the audit log takes entries again");
      working = true;
      return true;
    },
    isWorking: () => working,
    status: () => ({ head: log.head(), anchored: log.anchored() }),
    close: () => log.close(),
  };
}

async function openOrRefuse<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof AuditLogError) throw new StartUpError(error.message);
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartUpError(
      `The audit log cannot be opened (${reason}): set AUDIT_DIR to a directory that this user may write.`,
    );
  }
}
