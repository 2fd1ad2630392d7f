import type { FastifyInstance, FastifyReply } from "fastify";
import { type Method, refuseOtherMethods, tellMethods } from "../../http/allowed-methods.ts";
import { addReadiness } from "../../http/readiness.ts";
import type { ObservatoryMetrics } from "../../own/observatory-metrics.ts";
import type { StoreReader } from "../../redact/redacted-store.ts";
import { buildInfo } from "./status-results.ts";

const healthMethods: readonly Method[] = ["GET", "HEAD"];

/** What only the Prometheus port itself serves: health, version, and the observatory's own metrics. */
export function prometheusHealth(
  reader: StoreReader,
  metrics: ObservatoryMetrics,
  onFailure: (error: unknown) => void,
): (app: FastifyInstance) => void {
  return (app) => {
    app.get("/-/healthy", (_request, reply) =>
      reply.type("text/plain; charset=utf-8").send("Prometheus Server is Healthy.\n"),
    );
    addReadiness(app, { path: "/-/ready", text: "Prometheus Server is Ready.\n" }, reader, onFailure);
    for (const url of ["/-/healthy", "/-/ready"]) {
      refuseOtherMethods(app, url, healthMethods);
      tellMethods(app, url, healthMethods);
    }
    only("/metrics", (reply) =>
      reply.header("content-type", "text/plain; version=0.0.4; charset=utf-8").send(metrics.exposition()),
    );
    // JSON, which Prometheus too calls plain text here.
    only("/version", (reply) =>
      reply.type("text/plain; charset=utf-8").send(`${JSON.stringify(buildInfo())}\n`),
    );

    function only(url: string, answer: (reply: FastifyReply) => FastifyReply): void {
      app.get(url, { exposeHeadRoute: false }, (_request, reply) => answer(reply));
      refuseOtherMethods(app, url, ["GET"]);
      tellMethods(app, url, ["GET"]);
    }
  };
}
