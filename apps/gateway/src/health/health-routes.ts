import type { FastifyInstance } from "fastify";
import { version } from "../version.ts";
import type { HealthChecks } from "./health-checks.ts";

export function healthRoutes(app: FastifyInstance, checks: HealthChecks): void {
  app.get("/health", { config: { access: "public" } }, () => ({ status: "ok", version }));

  app.get("/ready", { config: { access: "public" } }, async (_request, reply) => {
    const { ready, components } = await checks.run();
    return await reply.code(ready ? 200 : 503).send({ status: ready ? "ready" : "not_ready", components });
  });
}
