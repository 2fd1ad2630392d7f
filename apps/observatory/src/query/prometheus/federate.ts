import type { Series } from "@voiceassist/promql";
import { encodeMetricFamily } from "@voiceassist/wire";
import type { FastifyInstance } from "fastify";
import { refuseOtherMethods, tellMethods } from "../../http/allowed-methods.ts";
import { compressAnswers } from "../../http/compression.ts";
import { formProblem, parametersOf } from "../../http/parameters.ts";
import { redactMessage } from "../../redact/redact-message.ts";
import type { StoreReader } from "../../redact/redacted-store.ts";
import { labelsKey } from "../../scrape/labels-key.ts";
import type { ReloadableConfig } from "../../scrape/reloadable-config.ts";
import { federation } from "./federation.ts";
import { contentTypeOf, escapeNames, negotiateFederation } from "./federation-format.ts";
import { federationText } from "./federation-text.ts";
import { readSelectors } from "./parameters.ts";

const lookbackMillis = 5 * 60_000;

/** `GET /federate`: the last sample of every series that a selector matches, in delimited protobuf for those who ask for it, else in text format 0.0.4. */
export function federateRoute(
  metrics: StoreReader["metrics"],
  config: ReloadableConfig,
): (app: FastifyInstance) => void {
  return (app) => {
    compressAnswers(app);
    refuseOtherMethods(app, "/federate", ["GET"]);
    tellMethods(app, "/federate", ["GET"]);
    app.get("/federate", { exposeHeadRoute: false }, async (request, reply) => {
      const problem = formProblem(request);
      const selectors =
        problem === undefined
          ? readSelectors(parametersOf(request))
          : { ok: false as const, error: `error parsing form values: ${problem}` };
      if (!selectors.ok) {
        const text = `${redactMessage(selectors.error)}\n`;
        return reply.code(400).type("text/plain; charset=utf-8").send(text);
      }
      const untilMillis = Date.now();
      const found = new Map<string, Series>();
      for (const matchers of selectors.value) {
        // Prometheus finds nothing for a selector without matchers.
        if (matchers.length === 0) continue;
        const range = { afterMillis: untilMillis - lookbackMillis, untilMillis };
        for (const series of await metrics.select({ matchers, ...range })) {
          found.set(labelsKey(series.labels), series);
        }
      }
      const format = negotiateFederation(request.headers.accept ?? "");
      const isProtobuf = format.kind === "protobuf";
      const told = federation([...found.values()], config.current().externalLabels, isProtobuf);
      const families = escapeNames(told, format.escaping);
      return reply
        .header("content-type", contentTypeOf(format))
        .send(isProtobuf ? Buffer.concat(families.map(encodeMetricFamily)) : federationText(families));
    });
  };
}
