import { describeExpression, formatPromql } from "@voiceassist/promql";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { compressAnswers } from "../../http/compression.ts";
import { clientStatus, statusText } from "../../http/create-listener.ts";
import { acceptForms, parametersOf } from "../../http/parameters.ts";
import type { ObservatoryMetrics } from "../../own/observatory-metrics.ts";
import type { StoreReader } from "../../redact/redacted-store.ts";
import type { ReloadableConfig } from "../../scrape/reloadable-config.ts";
import type { Scraper } from "../../scrape/scraper.ts";
import type { Settings } from "../../settings.ts";
import { alertmanagersResult } from "./alertmanagers-result.ts";
import { type Answer, sendAnswer, storeAnswer, success } from "./envelope.ts";
import { exemplars } from "./exemplars.ts";
import { unescapeLabelName } from "./label-name.ts";
import { labelNames, labelValues, series } from "./label-queries.ts";
import { metadata, targetMetadata } from "./metadata.ts";
import { onExpression } from "./on-expression.ts";
import { rulesAnswer } from "./rules-result.ts";
import { instantQuery, rangeQuery } from "./run-query.ts";
import { buildInfo, features, flags, runtimeInfo, tsdbStatus } from "./status-results.ts";
import { targetsResult } from "./targets-result.ts";

export interface PrometheusParts {
  readonly metrics: StoreReader["metrics"];
  readonly own: ObservatoryMetrics;
  readonly config: ReloadableConfig;
  readonly scraper: Pick<Scraper, "targets" | "dropped" | "poolNames">;
  readonly settings: Settings;
  readonly startedAt: Date;
  readonly onFailure: (error: unknown) => void;
}

type Answering = (parameters: URLSearchParams, request: FastifyRequest) => Answer | Promise<Answer>;

/** Prometheus' HTTP API, version 1: what only reads. */
export function prometheusRoutes(parts: PrometheusParts): (app: FastifyInstance) => void {
  const { metrics, own, config, scraper, settings, startedAt, onFailure } = parts;
  const reads: Readonly<Record<string, Answering>> = {
    query: (given) => instantQuery(given, metrics, Date.now(), settings.queryMaxSamples),
    query_range: (given) => rangeQuery(given, metrics, Date.now(), settings.queryMaxSamples),
    query_exemplars: (given) => exemplars(given, metrics),
    format_query: (given) => onExpression(given, formatPromql),
    parse_query: (given) => onExpression(given, describeExpression),
    labels: (given) => labelNames(given, metrics),
    series: (given) => series(given, metrics),
  };
  const views: Readonly<Record<string, Answering>> = {
    metadata: (given) => metadata(given, metrics),
    "label/:name/values": (given, request) => {
      const { name } = request.params as { readonly name: string };
      return labelValues(unescapeLabelName(name), given, metrics);
    },
    targets: (given) => success(targetsResult(given, scraper)),
    "targets/metadata": (given) => targetMetadata(given, metrics, scraper.targets()),
    scrape_pools: () => success({ scrapePools: [...scraper.poolNames()].sort() }),
    alertmanagers: () => success(alertmanagersResult(config.current().alertmanagers)),
    rules: (given) =>
      rulesAnswer(given, config.current().ruleGroups, config.current().evaluationIntervalMillis),
    alerts: () => success({ alerts: [] }),
    "status/config": () => success({ yaml: config.current().text }),
    "status/flags": () => success(flags(settings)),
    "status/runtimeinfo": () => success(runtimeInfo(settings, startedAt, own)),
    "status/buildinfo": () => success(buildInfo()),
    "status/tsdb": async (given) => success(await tsdbStatus(given, metrics, Date.now())),
    "status/walreplay": () => success({ min: 0, max: 0, current: 0 }),
    features: () => success(features(settings)),
    notifications: () => success([]),
  };

  return (app) => {
    acceptForms(app);
    compressAnswers(app);
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
    for (const [path, answer] of Object.entries(reads)) route(app, path, ["GET", "POST"], answer);
    for (const [path, answer] of Object.entries(views)) route(app, path, ["GET"], answer);
  };
}

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof methods)[number];

/** One route of the API. Other methods answer 405, from which Grafana learns to use GET. */
function route(app: FastifyInstance, path: string, allowed: readonly Method[], answer: Answering): void {
  const url = `/api/v1/${path}`;
  app.route({
    method: [...allowed],
    url,
    handler: async (request, reply): Promise<FastifyReply> =>
      sendAnswer(reply, await answer(parametersOf(request), request)),
  });
  app.route({
    method: methods.filter((method) => !allowed.includes(method)),
    url,
    handler: async (_request, reply) =>
      reply.code(405).header("allow", allowed.join(", ")).type("text/plain").send("Method Not Allowed\n"),
  });
}
