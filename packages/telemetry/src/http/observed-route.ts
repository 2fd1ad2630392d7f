import { type Attributes, SpanKind } from "@opentelemetry/api";
import {
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_ROUTE,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
  ATTR_URL_PATH,
  ATTR_URL_SCHEME,
} from "@opentelemetry/semantic-conventions";
import type { Redactor } from "@voiceassist/phi";
import type { BoundCounter, BoundGauge, BoundHistogram } from "../metrics.ts";
import type { ServiceMetrics } from "../service-metrics.ts";
import type { SpanTemplate } from "../traces/span-template.ts";
import { methodName } from "./http-method.ts";

/** Asked by scrapers and probes every few seconds: measured, logged at debug level, never traced. */
const probes: ReadonlySet<string> = new Set(["/metrics", "/health", "/ready"]);
const unmatched = "unmatched";
/** Routes are templates of the service's code; more of them are no templates. */
const routesLimit = 2_000;
const overflow = "_other";

/** All that is the same for every request of one method and route, made once and safe to show. */
export interface ObservedRoute {
  readonly method: string;
  readonly route: string;
  readonly isProbe: boolean;
  readonly span: SpanTemplate;
  /** `"route":"/beds/:id","method":"GET"`: members of the access line. */
  readonly logMembers: string;
  readonly inProgress: BoundGauge;
  readonly requestSize: BoundHistogram;
  byStatus(status: number): StatusMetrics;
}

interface StatusMetrics {
  readonly requests: BoundCounter;
  readonly duration: BoundHistogram;
  readonly responseSize: BoundHistogram;
}

export interface ObservedRoutes {
  /** Without a template the request matched no route. */
  of(method: string, template: string | undefined, server: ServerAddress): ObservedRoute;
}

export interface ServerAddress {
  readonly port: number | undefined;
  readonly isSecure: boolean;
}

export function createObservedRoutes(
  serviceName: string,
  metrics: ServiceMetrics,
  redactor: Redactor,
): ObservedRoutes {
  const known = new Map<string, Map<string, ObservedRoute>>();
  let size = 0;

  const make = (method: string, template: string | undefined, server: ServerAddress): ObservedRoute => {
    const route = template === undefined ? unmatched : redactor.text(template);
    const attributes: Attributes = {
      [ATTR_HTTP_REQUEST_METHOD]: method,
      [ATTR_URL_SCHEME]: server.isSecure ? "https" : "http",
      // The template stands for the path, and the service for the host: both of the real ones are the client's text.
      [ATTR_URL_PATH]: route,
      [ATTR_SERVER_ADDRESS]: redactor.text(serviceName),
      ...(server.port !== undefined && { [ATTR_SERVER_PORT]: server.port }),
      ...(template !== undefined && { [ATTR_HTTP_ROUTE]: route }),
    };
    const statuses = new Map<number, StatusMetrics>();
    const labels = { method, endpoint: route };
    return {
      method,
      route,
      isProbe: probes.has(route),
      span: { name: `${method} ${route}`, kind: SpanKind.SERVER, attributes, export: undefined },
      logMembers: `"route":${JSON.stringify(route)},"method":${JSON.stringify(method)}`,
      inProgress: metrics.requestsInProgress.with(labels),
      requestSize: metrics.requestSize.with(labels),
      byStatus(status) {
        let series = statuses.get(status);
        if (series === undefined) {
          const withStatus = { ...labels, status: String(status) };
          series = {
            requests: metrics.requests.with(withStatus),
            duration: metrics.requestDuration.with(withStatus),
            responseSize: metrics.responseSize.with(withStatus),
          };
          statuses.set(status, series);
        }
        return series;
      },
    };
  };

  const of: ObservedRoutes["of"] = (givenMethod, template, server) => {
    const method = methodName(givenMethod);
    let ofMethod = known.get(method);
    if (ofMethod === undefined) {
      ofMethod = new Map();
      known.set(method, ofMethod);
    }
    const key = template ?? "";
    const route = ofMethod.get(key);
    if (route !== undefined) return route;
    if (size >= routesLimit && template !== undefined && template !== overflow)
      return of(method, overflow, server);
    size += 1;
    const made = make(method, template, server);
    ofMethod.set(key, made);
    return made;
  };
  return { of };
}
