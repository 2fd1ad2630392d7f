import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import { clientStatus, statusText } from "../../http/create-listener.ts";
import { parametersOf } from "../../http/parameters.ts";
import type { StoreReader } from "../../redact/redacted-store.ts";
import { jaegerTrace } from "./jaeger-trace.ts";
import { searchParameters } from "./search-parameters.ts";

/** The v1 HTTP API of Jaeger's query service, which its UI and Grafana use. */
export function jaegerRoutes(
  spans: StoreReader["spans"],
  onFailure: (error: unknown) => void,
): (app: FastifyInstance) => void {
  return (app) => {
    app.setErrorHandler((error: FastifyError, _request, reply) => {
      const status = clientStatus(error);
      if (status === 500) onFailure(error);
      return sendError(reply, status, status === 500 ? "the store could not answer" : statusText(status));
    });

    app.get("/api/services", async (_request, reply) => sendData(reply, await spans.services()));

    app.get<{ Params: { service: string } }>("/api/services/:service/operations", async (request, reply) => {
      const operations = await spans.operations(request.params.service);
      return sendData(reply, [...new Set(operations.map(({ name }) => name))].sort());
    });

    app.get("/api/operations", async (request, reply) => {
      const parameters = parametersOf(request);
      const service = parameters.get("service") ?? "";
      if (service === "") return sendError(reply, 400, "parameter 'service' is required");
      const kind = parameters.get("spanKind") ?? "";
      const operations = (await spans.operations(service)).map(({ name, kind: spanKind }) => ({
        name,
        spanKind: spanKind === "unspecified" ? "" : spanKind,
      }));
      return sendData(
        reply,
        operations.filter(({ spanKind }) => kind === "" || spanKind === kind),
      );
    });

    app.get("/api/traces", async (request, reply) => {
      const parameters = parametersOf(request);
      const traceIds = parameters.getAll("traceID").map(normalTraceId);
      if (traceIds.length > 0) {
        if (traceIds.length > maxTraceIds || traceIds.includes(undefined)) {
          return sendError(reply, 400, `parameter 'traceID' takes up to ${maxTraceIds} ids of hex digits`);
        }
        const found = await Promise.all(traceIds.map((id) => spans.trace(id ?? "")));
        return sendData(reply, found.filter((trace) => trace.length > 0).map(jaegerTrace));
      }
      const parsed = searchParameters(parameters, Date.now());
      if (!parsed.ok) return sendError(reply, 400, parsed.error);
      return sendData(reply, (await spans.search(parsed.search)).map(jaegerTrace), parsed.search.limit);
    });

    app.get<{ Params: { traceId: string } }>("/api/traces/:traceId", async (request, reply) => {
      const traceId = normalTraceId(request.params.traceId);
      if (traceId === undefined) return sendError(reply, 400, "a trace id has up to 32 hex digits");
      const trace = await spans.trace(traceId);
      return trace.length === 0
        ? sendError(reply, 404, "trace not found")
        : sendData(reply, [jaegerTrace(trace)]);
    });
  };
}

const maxTraceIds = 20;
const traceIdDigits = 32;

/** Jaeger takes ids without their leading zeros. */
function normalTraceId(text: string): string | undefined {
  return /^[0-9a-fA-F]{1,32}$/u.test(text) ? text.toLowerCase().padStart(traceIdDigits, "0") : undefined;
}

function sendData(reply: FastifyReply, data: readonly unknown[], limit = 0): FastifyReply {
  return reply.send({ data, total: data.length, limit, offset: 0, errors: null });
}

function sendError(reply: FastifyReply, status: number, msg: string): FastifyReply {
  return reply
    .code(status)
    .send({ data: null, total: 0, limit: 0, offset: 0, errors: [{ code: status, msg }] });
}
