import type { FastifyInstance } from "fastify";
import { addSecurityHeaders, serveConsole } from "./console/console-listener.ts";
import { grafanaRoutes } from "./console/grafana-routes.ts";
import { refuseOtherMethods } from "./http/allowed-methods.ts";
import { createListener, refuseUnknownPaths } from "./http/create-listener.ts";
import { createGrpcListener } from "./http/grpc-listener.ts";
import { httpListener, type Listener } from "./http/listener.ts";
import { type ListenerName, listenerPorts } from "./listener-ports.ts";
import type { ObservatoryMetrics } from "./own/observatory-metrics.ts";
import { alertmanagerRoutes } from "./query/alertmanager-routes.ts";
import { jaegerRoutes } from "./query/jaeger/jaeger-routes.ts";
import { lokiHealth, lokiRoutes } from "./query/loki/loki-routes.ts";
import { adminRoutes } from "./query/prometheus/admin-routes.ts";
import { federateRoute } from "./query/prometheus/federate.ts";
import { lifecycleRoutes } from "./query/prometheus/lifecycle-routes.ts";
import { prometheusHealth } from "./query/prometheus/prometheus-health.ts";
import { prometheusRoutes } from "./query/prometheus/prometheus-routes.ts";
import { remoteReadRoute } from "./query/prometheus/remote-read.ts";
import { lokiReceiver } from "./receive/loki.ts";
import { otlpReceiver } from "./receive/otlp.ts";
import { otlpGrpcService } from "./receive/otlp-grpc.ts";
import { createOtlpIntake } from "./receive/otlp-intake.ts";
import { remoteWriteReceiver } from "./receive/remote-write.ts";
import { zipkinReceiver } from "./receive/zipkin.ts";
import type { RedactedStore } from "./redact/redacted-store.ts";
import type { RuleManager } from "./rules/rule-manager.ts";
import type { ReloadableConfig } from "./scrape/reloadable-config.ts";
import type { Scraper } from "./scrape/scraper.ts";
import type { Settings } from "./settings.ts";
import { StartupError } from "./startup-error.ts";

export interface ListenerParts {
  readonly settings: Settings;
  readonly config: ReloadableConfig;
  readonly store: RedactedStore;
  readonly metrics: ObservatoryMetrics;
  readonly scraper: Pick<Scraper, "targets" | "dropped" | "droppedCounts" | "poolNames">;
  readonly rules: Pick<RuleManager, "groups">;
  readonly startedAt: Date;
  readonly onFailure: (error: unknown) => void;
}

export interface Listeners {
  /** Answers what is in flight for at most `drainMillis`, then cuts. */
  close(drainMillis: number): Promise<void>;
}

/** Opens every listener, or none: a taken port throws a `StartupError` that names it. */
export async function openListeners(parts: ListenerParts): Promise<Listeners> {
  const listeners = await buildListeners(parts);
  const opened = Object.entries(listeners) as [ListenerName, Listener][];
  try {
    for (const [name, listener] of opened) {
      const port = listenerPorts[name] + parts.settings.portOffset;
      await listener.listen({ host: "127.0.0.1", port }).catch((error: unknown) => {
        throw portError(name, port, error);
      });
    }
  } catch (error) {
    await Promise.all(opened.map(([, listener]) => listener.close()));
    throw error;
  }
  return {
    async close(drainMillis) {
      const cut = setTimeout(() => {
        for (const [, listener] of opened) listener.closeAllConnections();
      }, drainMillis);
      await Promise.all(opened.map(([, listener]) => listener.close()));
      clearTimeout(cut);
    },
  };
}

async function buildListeners(parts: ListenerParts): Promise<Record<ListenerName, Listener>> {
  const { settings, config, store, metrics, scraper, rules, startedAt, onFailure } = parts;
  const { reader, doors } = store;
  const receiving = { doors, metrics, onFailure };
  const otlp = createOtlpIntake(receiving);
  const countTooLarge = (): void =>
    metrics.requestsRejected.add({ boundary: "otlp", reason: "too_large" }, 1);

  const prometheusApi = prometheusRoutes({
    metrics: reader.metrics,
    own: metrics,
    config,
    scraper,
    rules,
    settings,
    startedAt,
    onFailure,
  });
  const lokiApi = lokiRoutes(reader.logs, onFailure);
  const jaegerApi = jaegerRoutes(reader.spans, onFailure);

  const console = createListener(onFailure);
  addSecurityHeaders(console);
  await console.register(plugin(grafanaRoutes(reader, settings.configDirectory, onFailure)));
  for (const [uid, api] of Object.entries({ prometheus: prometheusApi, loki: lokiApi, jaeger: jaegerApi })) {
    await console.register(plugin(api), { prefix: `/api/datasources/proxy/uid/${uid}` });
  }
  await serveConsole(console, settings.consoleDirectory);

  return {
    otlpGrpc: createGrpcListener(() => otlpGrpcService(otlp, countTooLarge, onFailure), onFailure),
    otlp: await listener(otlpReceiver(otlp, receiving, "otlp")),
    zipkin: await listener(zipkinReceiver(receiving)),
    prometheus: await listener(
      prometheusApi,
      prometheusHealth(reader, metrics, onFailure),
      federateRoute(reader.metrics, config),
      lifecycleRoutes(config),
      remoteReadRoute({
        metrics: reader.metrics,
        config,
        maxSamples: settings.queryMaxSamples,
        onFailure,
      }),
      adminRoutes(store.administration, settings.adminApi),
      remoteWriteReceiver(receiving),
      otlpReceiver(otlp, receiving, "prometheus"),
      (app) => refuseOtherMethods(app, "/api/v1/otlp/v1/metrics", ["POST"]),
    ),
    loki: await listener(lokiApi, lokiHealth(reader, onFailure), lokiReceiver(receiving)),
    jaeger: await listener(jaegerApi),
    alertmanager: await listener(alertmanagerRoutes(startedAt)),
    console: httpListener(console),
  };

  async function listener(...routes: readonly ((app: FastifyInstance) => void)[]): Promise<Listener> {
    const app = createListener(onFailure);
    refuseUnknownPaths(app);
    for (const one of routes) await app.register(plugin(one));
    return httpListener(app);
  }
}

/** Fastify tells a plugin that is done from one that calls back by its being async. */
function plugin(routes: (app: FastifyInstance) => void): (app: FastifyInstance) => Promise<void> {
  return async (app) => routes(app);
}

function portError(name: ListenerName, port: number, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const advice = "stop the program that holds it, or move all ports with VOICEASSIST_PORT_OFFSET";
  if (code === "EADDRINUSE") {
    return new StartupError("PORT_TAKEN", `Port ${port} on 127.0.0.1 (${name}) is taken; ${advice}.`);
  }
  if (code === "EACCES") {
    return new StartupError(
      "PORT_REFUSED",
      `Port ${port} on 127.0.0.1 (${name}) may not be opened; ${advice}.`,
    );
  }
  return error;
}
