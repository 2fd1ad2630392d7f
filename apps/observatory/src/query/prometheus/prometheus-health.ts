import type { FastifyInstance } from "fastify";
import { addReadiness } from "../../http/readiness.ts";
import type { ObservatoryMetrics } from "../../own/observatory-metrics.ts";
import type { StoreReader } from "../../redact/redacted-store.ts";

/** What only the Prometheus port itself serves: health, and the observatory's own metrics. */
export function prometheusHealth(
  reader: StoreReader,
  metrics: ObservatoryMetrics,
  onFailure: (error: unknown) => void,
): (app: FastifyInstance) => void {
  return (app) => {
    app.get("/-/healthy", (_request, reply) => reply.type("text/plain").send("Observatory is healthy.\n"));
    addReadiness(app, "/-/ready", reader, onFailure);
    app.get("/metrics", (_request, reply) =>
      reply.header("content-type", "text/plain; version=0.0.4; charset=utf-8").send(metrics.exposition()),
    );
  };
}
