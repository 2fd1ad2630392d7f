import type { FastifyInstance } from "fastify";
import { version } from "../version.ts";

/** Alertmanager's health and status. There are no alerts yet, and nothing here says otherwise. */
export function alertmanagerRoutes(startedAt: Date): (app: FastifyInstance) => void {
  return (app) => {
    app.get("/-/healthy", (_request, reply) => reply.type("text/plain").send("OK"));
    app.get("/-/ready", (_request, reply) => reply.type("text/plain").send("OK"));
    app.get("/api/v2/status", (_request, reply) =>
      reply.send({
        cluster: { status: "disabled", peers: [] },
        config: { original: "" },
        uptime: startedAt.toISOString(),
        versionInfo: {
          version,
          revision: "",
          branch: "",
          buildUser: "",
          buildDate: "",
          goVersion: "",
        },
      }),
    );
  };
}
