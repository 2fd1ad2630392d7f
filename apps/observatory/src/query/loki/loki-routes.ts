import { StoreError } from "@voiceassist/storage";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { clientStatus, statusText } from "../../http/create-listener.ts";
import { acceptForms, parametersOf } from "../../http/parameters.ts";
import { addReadiness } from "../../http/readiness.ts";
import { redactMessage } from "../../redact/redact-message.ts";
import type { StoreReader } from "../../redact/redacted-store.ts";
import { version } from "../../version.ts";
import { labelNames, labelValues, series } from "./label-queries.ts";
import { instantQuery, type LokiAnswer, rangeQuery } from "./log-query.ts";
import { categorizeLabels } from "./streams-result.ts";

/** Loki's query API. Errors are plain text, as Loki's are. */
export function lokiRoutes(
  logs: StoreReader["logs"],
  onFailure: (error: unknown) => void,
): (app: FastifyInstance) => void {
  return (app) => {
    acceptForms(app);
    app.setErrorHandler((error: FastifyError, _request, reply) => {
      if (error instanceof StoreError && error.code === "STORE_REGEXP_INVALID") {
        return sendText(reply, 400, "a regular expression of the query is not valid RE2");
      }
      if (error instanceof StoreError && error.code === "STORE_RESULT_TOO_LARGE") {
        return sendText(reply, 422, "the query reads too much; narrow its selector or its time range");
      }
      if (error instanceof StoreError && error.code === "STORE_QUERY_TOO_SLOW") {
        return sendText(reply, 504, "the query exceeded its time limit; narrow it");
      }
      const status = clientStatus(error);
      if (status === 500) onFailure(error);
      return sendText(reply, status, status === 500 ? "the query could not be answered" : statusText(status));
    });

    getOrPost("/loki/api/v1/query_range", (given, request) =>
      rangeQuery(given, logs, wantsCategories(request), Date.now()),
    );
    getOrPost("/loki/api/v1/query", (given) => instantQuery(given, Date.now()));
    getOrPost("/loki/api/v1/labels", (given) => labelNames(given, logs, Date.now()));
    getOrPost("/loki/api/v1/series", (given) => series(given, logs, Date.now()));
    getOrPost("/loki/api/v1/label/:name/values", (given, request) => {
      const { name } = request.params as { readonly name: string };
      return labelValues(name, given, logs, Date.now());
    });
    app.get("/loki/api/v1/status/buildinfo", (_request, reply) =>
      reply.send({ version, revision: "", branch: "", buildUser: "", buildDate: "", goVersion: "" }),
    );

    type Answering = (given: URLSearchParams, request: FastifyRequest) => LokiAnswer | Promise<LokiAnswer>;

    function getOrPost(url: string, answer: Answering): void {
      app.route({
        method: ["GET", "POST"],
        url,
        handler: async (request, reply): Promise<FastifyReply> => {
          const answered = await answer(parametersOf(request), request);
          return answered.ok
            ? reply.send({ status: "success", data: answered.data })
            : sendText(reply, 400, answered.error);
        },
      });
    }
  };
}

/** `/ready`, on Loki's own port only. */
export function lokiHealth(
  reader: StoreReader,
  onFailure: (error: unknown) => void,
): (app: FastifyInstance) => void {
  return (app) => {
    addReadiness(app, { path: "/ready", text: "ready\n" }, reader, onFailure);
  };
}

function wantsCategories(request: FastifyRequest): boolean {
  const header = request.headers["x-loki-response-encoding-flags"];
  return String(header ?? "")
    .split(",")
    .some((flag) => flag.trim() === categorizeLabels);
}

function sendText(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply
    .code(status)
    .type("text/plain; charset=utf-8")
    .send(`${redactMessage(text)}\n`);
}
