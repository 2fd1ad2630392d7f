import type { Telemetry } from "@voiceassist/telemetry";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { parseInput } from "../errors/parse-input.ts";
import type { HealthChecks } from "../health/health-checks.ts";
import { logLevels } from "../settings.ts";

const levelRule = { error: `level must be one of ${logLevels.join(", ")}` };
const levelling = z.object(
  { level: z.enum(logLevels, levelRule) },
  { error: "the body must be a JSON object" },
);

/** The service as its operators see it: no patient's data, no account. */
export function opsRoutes(
  app: FastifyInstance,
  dependencies: { readonly checks: HealthChecks; readonly telemetry: Telemetry },
): void {
  const { checks, telemetry } = dependencies;

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
}

function operation(action: string) {
  return { config: { access: ["ops", "admin"], audit: { event: "administration", action } } as const };
}
