import type { Telemetry } from "@voiceassist/telemetry";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { BackupError } from "../backup/backup-error.ts";
import type { BackupManifest } from "../backup/backup-manifest.ts";
import type { BackupService } from "../backup/backup-service.ts";
import { ApiError } from "../errors/api-error.ts";
import { parseInput } from "../errors/parse-input.ts";
import type { HealthChecks } from "../health/health-checks.ts";
import { logLevels } from "../settings.ts";

const levelRule = { error: `level must be one of ${logLevels.join(", ")}` };
export const levelling: z.ZodType<{ readonly level: (typeof logLevels)[number] }> = z.object(
  { level: z.enum(logLevels, levelRule) },
  { error: "the body must be a JSON object" },
);

/** The service as its operators see it: no patient's data, no account. */
export function opsRoutes(
  app: FastifyInstance,
  dependencies: {
    readonly checks: HealthChecks;
    readonly backups: BackupService;
    readonly telemetry: Telemetry;
  },
): void {
  const { checks, backups, telemetry } = dependencies;

  app.get("/api/ops/status", operation("status"), async () => ({
    ...(await checks.run()),
    log_level: telemetry.logLevel(),
  }));

  app.get("/api/ops/log-level", operation("read_log_level"), () => ({ level: telemetry.logLevel() }));

  app.put("/api/ops/log-level", operation("set_log_level"), async (request) => {
    const { level } = parseInput(levelling, request.body);
    telemetry.setLogLevel(level);
    telemetry.log.info({ log_level: level }, "log level changed");
    return { level };
  });

  app.get("/api/ops/backups", operation("list_backups"), async () => ({ backups: await backups.list() }));

  app.post("/api/ops/backups", operation("backup"), async (_request, reply) => {
    return await reply.code(201).send(await backup());
  });

  async function backup(): Promise<BackupManifest> {
    try {
      return await backups.make();
    } catch (error) {
      if (!(error instanceof BackupError)) throw error;
      if (error.code === "BACKUP_RUNNING") throw new ApiError("BACKUP_RUNNING");
      // The message tells operators what to do, and holds paths of this machine, but nothing of the data.
      throw new ApiError("BACKUP_FAILED", { cause: error, detail: error.message });
    }
  }
}

function operation(action: string) {
  return { config: { access: ["ops", "admin"], audit: { event: "administration", action } } as const };
}
