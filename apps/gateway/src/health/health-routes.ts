import type { FastifyInstance } from "fastify";
import { version } from "../version.ts";
import type { HealthChecks } from "./health-checks.ts";

export function healthRoutes(app: FastifyInstance, checks: HealthChecks): void {
  app.get("/health", () => ({ status: "ok", version }));

  app.get("/ready", async (_request, reply) => {
    const components = await checks.run();
    const ready = Object.values(components).every((status) => status === "up");
    return await reply.code(ready ? 200 : 503).send({ status: ready ? "ready" : "not_ready", components });
  });
}
