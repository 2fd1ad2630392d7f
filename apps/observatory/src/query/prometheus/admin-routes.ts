import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { acceptForms, parametersOf } from "../../http/parameters.ts";
import type { RedactedStore } from "../../redact/redacted-store.ts";
import { type Answer, badData, sendAnswer } from "./envelope.ts";
import { selectorsParameter, timeParameter } from "./parameters.ts";

/**
 * `POST|PUT /api/v1/admin/tsdb/…`. A page of another site can send such a form to a loopback address, but not without
 * saying where it comes from: a request with an `Origin` is refused.
 */
export function adminRoutes(
  administration: RedactedStore["administration"],
  isEnabled: boolean,
): (app: FastifyInstance) => void {
  return (app) => {
    acceptForms(app);
    route("delete_series", async (parameters) => {
      if (!parameters.has("match[]")) return badData("no match[] parameter provided");
      const start = timeParameter(parameters, "start", Number.MIN_SAFE_INTEGER);
      if (!start.ok) return start.answer;
      const end = timeParameter(parameters, "end", Number.MAX_SAFE_INTEGER);
      if (!end.ok) return end.answer;
      const selectors = selectorsParameter(parameters);
      if (!selectors.ok) return selectors.answer;
      const range = { fromMillis: start.value, toMillis: end.value };
      await administration.deleteSeries(selectors.value, range);
      return undefined;
    });
    route("clean_tombstones", async () => {
      await administration.purgeDeleted();
      return undefined;
    });
    route("snapshot", async () => ({
      ok: false,
      errorType: "unavailable",
      error: "the store has no snapshots; back up the data directory, or the ClickHouse server",
    }));

    /** `undefined` is success without a body. */
    function route(path: string, answer: (parameters: URLSearchParams) => Promise<Answer | undefined>): void {
      app.route({
        method: ["POST", "PUT"],
        url: `/api/v1/admin/tsdb/${path}`,
        handler: async (request, reply): Promise<FastifyReply> => {
          const refused = refusal(request, isEnabled);
          const answered = refused ?? (await answer(parametersOf(request)));
          return answered === undefined ? reply.code(204).send() : sendAnswer(reply, answered);
        },
      });
    }
  };
}

function refusal(request: FastifyRequest, isEnabled: boolean): Answer | undefined {
  if (!isEnabled) return { ok: false, errorType: "unavailable", error: "admin APIs disabled" };
  if (request.headers.origin === undefined) return undefined;
  return badData("admin APIs are not for pages of other sites");
}
