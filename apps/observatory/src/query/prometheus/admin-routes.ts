import { randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refuseOtherMethods } from "../../http/allowed-methods.ts";
import { acceptForms, formProblem, parametersOf } from "../../http/parameters.ts";
import type { RedactedStore } from "../../redact/redacted-store.ts";
import { type Answer, badData, sendAnswer, success, switchedOff } from "./envelope.ts";
import { parseGoBoolean } from "./go-number.ts";
import { invalid, readSelectors, timeParameter } from "./parameters.ts";

type Administering = (parameters: URLSearchParams, request: FastifyRequest) => Promise<Answer>;

const nothing: Answer = success(undefined);

/**
 * `POST|PUT /api/v1/admin/tsdb/…`. A page of another site can send such a form to a loopback address, but not without
 * saying where it comes from: a request with an `Origin` is refused.
 */
export function adminRoutes(
  administration: RedactedStore["administration"],
  isEnabled: boolean,
): (app: FastifyInstance) => void {
  const routes: Readonly<Record<string, Administering>> = {
    async delete_series(parameters, request) {
      const problem = formProblem(request);
      if (problem !== undefined) return badData(`error parsing form values: ${problem}`);
      if (!parameters.has("match[]")) return badData("no match[] parameter provided");
      const start = timeParameter(parameters, "start", Number.MIN_SAFE_INTEGER);
      if (!start.ok) return start.answer;
      const end = timeParameter(parameters, "end", Number.MAX_SAFE_INTEGER);
      if (!end.ok) return end.answer;
      const selectors = readSelectors(parameters);
      if (!selectors.ok) return invalid("match[]", selectors.error).answer;
      const range = { fromMillis: start.value, toMillis: end.value };
      await administration.deleteSeries(selectors.value, range);
      return nothing;
    },
    async clean_tombstones() {
      await administration.purgeDeleted();
      return nothing;
    },
    async snapshot(parameters) {
      const skipHead = parameters.get("skip_head") ?? "";
      const parsed = skipHead === "" ? false : parseGoBoolean(skipHead);
      if (typeof parsed === "string")
        return invalid("skip_head", `unable to parse boolean: ${parsed}`).answer;
      // There is no head: what is acknowledged is on disk, and so in the snapshot.
      const name = snapshotName(new Date());
      await administration.snapshot(name);
      return success({ name });
    },
  };

  return (app) => {
    acceptForms(app);
    for (const [name, administer] of Object.entries(routes)) {
      const url = `/api/v1/admin/tsdb/${name}`;
      app.route({
        method: ["POST", "PUT"],
        url,
        handler: async (request, reply): Promise<FastifyReply> => {
          reply.header("vary", "Origin");
          const refused = refusal(request, isEnabled);
          return sendAnswer(reply, refused ?? (await administer(parametersOf(request), request)));
        },
      });
      refuseOtherMethods(app, url, ["POST", "PUT"]);
    }
  };
}

/** The time, and 64 random bits, as Prometheus names its snapshots. */
function snapshotName(now: Date): string {
  const time = now.toISOString().replace(/\.\d+|[-:]/gu, "");
  return `${time}-${randomBytes(8).toString("hex")}`;
}

function refusal(request: FastifyRequest, isEnabled: boolean): Answer | undefined {
  if (!isEnabled) return switchedOff("admin APIs disabled");
  if (request.headers.origin === undefined) return undefined;
  return badData("admin APIs are not for pages of other sites");
}
