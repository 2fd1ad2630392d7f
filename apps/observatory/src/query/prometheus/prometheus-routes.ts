import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { clientStatus, statusText } from "../../http/create-listener.ts";
import { acceptForms, parametersOf } from "../../http/parameters.ts";
import type { StoreReader } from "../../redact/redacted-store.ts";
import type { PrometheusConfig } from "../../scrape/scrape-config.ts";
import type { ScrapedTarget } from "../../scrape/scraper.ts";
import { version } from "../../version.ts";
import { type Answer, sendAnswer, storeAnswer, success } from "./envelope.ts";
import { unescapeLabelName } from "./label-name.ts";
import { labelNames, labelValues, metadata, series } from "./label-queries.ts";
import { instantQuery, noExemplars, rangeQuery } from "./run-query.ts";
import { targetsResult } from "./targets-result.ts";

export interface PrometheusParts {
  readonly metrics: StoreReader["metrics"];
  readonly config: PrometheusConfig;
  readonly targets: () => readonly ScrapedTarget[];
  readonly retentionDays: number;
  readonly startedAt: Date;
  readonly onFailure: (error: unknown) => void;
}

/** Prometheus' HTTP API, version 1. */
export function prometheusRoutes(parts: PrometheusParts): (app: FastifyInstance) => void {
  const { metrics, config, targets, retentionDays, startedAt, onFailure } = parts;
  return (app) => {
    acceptForms(app);
    app.setErrorHandler((error: FastifyError, _request, reply) => {
      const answer = storeAnswer(error);
      if (answer !== undefined) return sendAnswer(reply, answer);
      const status = clientStatus(error);
      if (status === 500) onFailure(error);
      return reply.code(status).send({
        status: "error",
        errorType: status === 500 ? "internal" : "bad_data",
        error: status === 500 ? "the query could not be answered" : statusText(status),
      });
    });

    getOrPost("/api/v1/query", (given) => instantQuery(given, metrics, Date.now()));
    getOrPost("/api/v1/query_range", (given) => rangeQuery(given, metrics, Date.now()));
    getOrPost("/api/v1/query_exemplars", () => noExemplars);
    getOrPost("/api/v1/labels", (given) => labelNames(given, metrics, Date.now()));
    getOrPost("/api/v1/series", (given) => series(given, metrics, Date.now()));
    get("/api/v1/metadata", (given) => metadata(given, metrics));
    get("/api/v1/label/:name/values", (given, request) => {
      const { name } = request.params as { readonly name: string };
      return labelValues(unescapeLabelName(name), given, metrics, Date.now());
    });
    get("/api/v1/targets", (given) => success(targetsResult(targets(), given.get("state"))));
    get("/api/v1/scrape_pools", () =>
      success({ scrapePools: config.scrapeConfigs.map(({ jobName }) => jobName) }),
    );
    get("/api/v1/alertmanagers", () => success({ activeAlertmanagers: [], droppedAlertmanagers: [] }));
    get("/api/v1/rules", () => success({ groups: [] }));
    get("/api/v1/alerts", () => success({ alerts: [] }));
    get("/api/v1/status/config", () => success({ yaml: config.text }));
    get("/api/v1/status/flags", () => success({ "storage.tsdb.retention.time": `${retentionDays}d` }));
    get("/api/v1/status/runtimeinfo", () =>
      success({ startTime: startedAt.toISOString(), storageRetention: `${retentionDays}d` }),
    );
    get("/api/v1/status/buildinfo", () =>
      success({ version, revision: "", branch: "", buildUser: "", buildDate: "", goVersion: "" }),
    );

    type Answering = (given: URLSearchParams, request: FastifyRequest) => Answer | Promise<Answer>;

    function route(methods: ("GET" | "POST")[], url: string, answer: Answering): void {
      app.route({
        method: methods,
        url,
        handler: async (request, reply): Promise<FastifyReply> =>
          sendAnswer(reply, await answer(parametersOf(request), request)),
      });
    }
    function get(url: string, answer: Answering): void {
      route(["GET"], url, answer);
    }
    function getOrPost(url: string, answer: Answering): void {
      route(["GET", "POST"], url, answer);
    }
  };
}
