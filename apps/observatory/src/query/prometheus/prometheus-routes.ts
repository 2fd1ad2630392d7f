import { describeExpression, formatPromql, parsePromql } from "@voiceassist/promql";
import type { FastifyError, FastifyInstance, FastifyRequest } from "fastify";
import { type Method, refuseOtherMethods } from "../../http/allowed-methods.ts";
import { compressAnswers } from "../../http/compression.ts";
import { clientStatus, statusText } from "../../http/create-listener.ts";
import { acceptForms, formProblem, parametersOf } from "../../http/parameters.ts";
import { listenerPorts } from "../../listener-ports.ts";
import type { ObservatoryMetrics } from "../../own/observatory-metrics.ts";
import type { StoreReader } from "../../redact/redacted-store.ts";
import type { RuleManager } from "../../rules/rule-manager.ts";
import type { ReloadableConfig } from "../../scrape/reloadable-config.ts";
import type { Scraper } from "../../scrape/scraper.ts";
import type { Settings } from "../../settings.ts";
import { alertmanagersResult } from "./alertmanagers-result.ts";
import { alertsResult } from "./alerts-result.ts";
import { allowOrigins } from "./cors.ts";
import { type Answer, sendAnswer, storeAnswer, success, switchedOff } from "./envelope.ts";
import { exemplars } from "./exemplars.ts";
import { features } from "./features.ts";
import { flags } from "./flags.ts";
import { unescapeLabelName } from "./label-name.ts";
import { labelNames, labelValues, series } from "./label-queries.ts";
import { metadata, targetMetadata } from "./metadata.ts";
import { onExpression } from "./on-expression.ts";
import { relabelSteps, scrapePoolConfig } from "./relabel-steps.ts";
import { rulesAnswer } from "./rules-result.ts";
import { instantQuery, type QueryParts, rangeQuery } from "./run-query.ts";
import { selfMetrics } from "./self-metrics.ts";
import { buildInfo, notifications, runtimeInfo } from "./status-results.ts";
import { targetsResult } from "./targets-result.ts";
import { tsdbStatus } from "./tsdb-status.ts";

export interface PrometheusParts {
  readonly metrics: StoreReader["metrics"];
  readonly own: ObservatoryMetrics;
  readonly config: ReloadableConfig;
  readonly scraper: Pick<Scraper, "targets" | "dropped" | "droppedCounts" | "poolNames">;
  readonly rules: Pick<RuleManager, "groups">;
  readonly settings: Settings;
  readonly startedAt: Date;
  readonly onFailure: (error: unknown) => void;
}

type Answering = (parameters: URLSearchParams, request: FastifyRequest) => Answer | Promise<Answer>;
type Routes = Readonly<Record<string, Answering>>;

/** Prometheus' HTTP API, version 1: what only reads. */
export function prometheusRoutes(parts: PrometheusParts): (app: FastifyInstance) => void {
  const { reads, views } = routesOf(parts);
  return (app) => {
    acceptForms(app);
    compressAnswers(app);
    const allowOrigin = allowOrigins(parts.settings.corsOrigin);
    app.setErrorHandler((error: FastifyError, _request, reply) => {
      const status = clientStatus(error);
      if (status === 500 && storeAnswer(error) === undefined) parts.onFailure(error);
      return sendAnswer(
        reply,
        storeAnswer(error) ?? {
          ok: false,
          status,
          errorType: status === 500 ? "internal" : "bad_data",
          error: status === 500 ? "the query could not be answered" : statusText(status),
        },
      );
    });
    app.options("/api/v1/*", (request, reply) => {
      allowOrigin(request, reply);
      return reply.code(204).send();
    });
    for (const [path, answer] of Object.entries(reads)) route(path, ["GET", "POST"], answer);
    for (const [path, answer] of Object.entries(views)) route(path, ["GET"], answer);

    /** Other methods answer 405, from which Grafana learns to use GET. */
    function route(path: string, allowed: readonly Method[], answer: Answering): void {
      const url = `/api/v1/${path}`;
      app.route({
        method: [...allowed],
        url,
        exposeHeadRoute: false,
        handler: async (request, reply) => {
          allowOrigin(request, reply);
          return sendAnswer(reply, await answer(parametersOf(request), request));
        },
      });
      refuseOtherMethods(app, url, allowed);
    }
  };
}

/** `reads` take POST forms too. */
function routesOf(parts: PrometheusParts): { readonly reads: Routes; readonly views: Routes } {
  const { metrics, own, config, scraper, rules, settings, startedAt } = parts;
  const parse = (text: string) => parsePromql(text, settings.promqlFeatures);
  const queryOf = ({ headers }: FastifyRequest): QueryParts => ({
    source: metrics,
    parse,
    maxSamples: settings.queryMaxSamples,
    startTimestamps: String(headers["x-prometheus-use-start-timestamps"] ?? ""),
  });
  const jobNamed = (name: string) => config.current().scrapeConfigs.find(({ jobName }) => jobName === name);
  const noSearch = () => switchedOff("search API disabled");
  return {
    reads: {
      query: (given, request) => instantQuery(given, queryOf(request), Date.now()),
      query_range: (given, request) => rangeQuery(given, queryOf(request), Date.now()),
      query_exemplars: (given) => exemplars(given, metrics, parse),
      format_query: (given) => onExpression(given, parse, formatPromql),
      parse_query: (given) => onExpression(given, parse, describeExpression),
      labels: (given) => labelNames(given, metrics),
      series: (given, request) => series(given, metrics, formProblem(request)),
      "search/metric_names": noSearch,
      "search/label_names": noSearch,
      "search/label_values": noSearch,
    },
    views: {
      metadata: (given) => metadata(given, metrics),
      "label/:name/values": (given, request) => {
        const { name } = request.params as { readonly name: string };
        return labelValues(unescapeLabelName(name), given, metrics);
      },
      targets: (given) => success(targetsResult(given, scraper)),
      "targets/metadata": (given) => targetMetadata(given, metrics, scraper.targets()),
      "targets/relabel_steps": (given) => relabelSteps(given, jobNamed),
      scrape_pools: () => success({ scrapePools: [...scraper.poolNames()].sort() }),
      "scrape_pools/config": (given) => scrapePoolConfig(given, jobNamed),
      alertmanagers: () => success(alertmanagersResult(config.current().alertmanagers)),
      rules: (given) => rulesAnswer(given, rules.groups()),
      alerts: () => success(alertsResult(rules.groups())),
      "status/config": () => success({ yaml: config.current().text }),
      "status/flags": () => success(flags(settings, listenerPorts.prometheus + settings.portOffset)),
      "status/runtimeinfo": () => success(runtimeInfo(settings, startedAt, own)),
      "status/buildinfo": () => success(buildInfo()),
      "status/tsdb": (given) => tsdbStatus(given, metrics, Date.now()),
      // The store has no blocks of a TSDB.
      "status/tsdb/blocks": () => success({ blocks: [] }),
      "status/self_metrics": (given) => selfMetrics(given, own),
      "status/walreplay": () => success({ min: 0, max: 0, current: 0 }),
      features: () => success(features(settings)),
      notifications: () => success(notifications(own)),
      // No stream of notifications: this is what Prometheus answers when it has too many listeners.
      "notifications/live": () => success(undefined),
    },
  };
}
