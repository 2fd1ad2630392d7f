import type { FastifyInstance } from "fastify";
import type { StoreReader } from "../redact/redacted-store.ts";
import { version } from "../version.ts";
import { readDashboards } from "./dashboards.ts";

/** The part of Grafana's HTTP API that the console and health checks use. */
export function grafanaRoutes(
  reader: StoreReader,
  configDirectory: string,
  onFailure: (error: unknown) => void,
): (app: FastifyInstance) => void {
  return (app) => {
    app.get("/api/health", async (_request, reply) => {
      try {
        await reader.ping();
        return reply.send({ database: "ok", version });
      } catch (error) {
        onFailure(error);
        return reply.code(503).send({ database: "failing", version });
      }
    });

    app.get("/api/search", (_request, reply) =>
      reply.send(
        readDashboards(configDirectory).map(({ uid, title, tags }) => ({
          uid,
          title,
          tags,
          type: "dash-db",
          uri: `db/${uid}`,
          url: `/d/${uid}`,
        })),
      ),
    );

    app.get<{ Params: { uid: string } }>("/api/dashboards/uid/:uid", (request, reply) => {
      const found = readDashboards(configDirectory).find(({ uid }) => uid === request.params.uid);
      if (found === undefined) return reply.code(404).send({ message: "Dashboard not found" });
      return reply.send({
        dashboard: found.json,
        meta: {
          type: "db",
          slug: found.uid,
          url: `/d/${found.uid}`,
          canSave: false,
          canEdit: false,
          canAdmin: false,
          provisioned: true,
        },
      });
    });
  };
}
