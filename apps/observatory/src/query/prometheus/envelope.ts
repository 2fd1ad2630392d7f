import { StoreError } from "@voiceassist/storage";
import type { FastifyReply } from "fastify";
import { redactMessage } from "../../redact/redact-message.ts";
import { limitedAnnotations } from "./limited-annotations.ts";

type ErrorType =
  | "bad_data"
  | "execution"
  | "canceled"
  | "timeout"
  | "unavailable"
  | "not_found"
  | "internal"
  | "not_acceptable";

const statuses: Readonly<Record<ErrorType, number>> = {
  bad_data: 400,
  execution: 422,
  canceled: 422,
  timeout: 503,
  unavailable: 503,
  not_found: 404,
  internal: 500,
  not_acceptable: 406,
};

/** What a route answers: data for the success envelope, nothing, or an error of Prometheus' vocabulary. */
export type Answer =
  | {
      readonly ok: true;
      /** `undefined` is answered with 204 and no body. */
      readonly data: unknown;
      readonly warnings?: readonly string[];
      readonly infos?: readonly string[];
    }
  | {
      readonly ok: false;
      readonly errorType: ErrorType;
      readonly error: string;
      /** Where it is not the error type's own. */
      readonly status?: number;
    };

export function success(data: unknown): Answer {
  return { ok: true, data };
}

export function badData(error: string): Answer {
  return { ok: false, errorType: "bad_data", error };
}

/** What is switched off is unavailable, which Prometheus, unlike a store that does not answer, makes a 500. */
export function switchedOff(error: string): Answer {
  return { ok: false, errorType: "unavailable", error, status: 500 };
}

export function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  if (!answer.ok) {
    const { errorType, error, status = statuses[errorType] } = answer;
    return sendJson(reply, status, { status: "error", errorType, error: redactMessage(error) });
  }
  if (answer.data === undefined) return reply.code(204).send();
  const warnings = limitedAnnotations(answer.warnings ?? [], "warning");
  const infos = limitedAnnotations(answer.infos ?? [], "info");
  return sendJson(reply, 200, {
    status: "success",
    data: answer.data,
    ...(warnings.length > 0 ? { warnings } : {}),
    ...(infos.length > 0 ? { infos } : {}),
  });
}

/** Without the character set that the framework adds where it serializes itself: Prometheus names none. */
function sendJson(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  return reply
    .code(status)
    .header("content-type", "application/json")
    .serializer((value: unknown) => JSON.stringify(value))
    .send(body);
}

/** What a failed read of the store means to the client; `undefined` when the failure is not the store's. */
export function storeAnswer(error: unknown): Answer | undefined {
  if (!(error instanceof StoreError)) return undefined;
  switch (error.code) {
    case "STORE_REGEXP_INVALID":
      return badData("a regular expression of a matcher is not valid RE2");
    case "STORE_RESULT_TOO_LARGE":
      return {
        ok: false,
        errorType: "execution",
        error: "the query reads too many samples; narrow it, or raise QUERY_MAX_SAMPLES",
      };
    case "STORE_QUERY_TOO_SLOW":
      return { ok: false, errorType: "timeout", error: "the query exceeded its time limit; narrow it" };
    case "STORE_UNREACHABLE":
    case "STORE_CLOSED":
    case "STORE_OVERLOADED":
      return { ok: false, errorType: "unavailable", error: "the store does not answer" };
    default:
      return { ok: false, errorType: "internal", error: "the store could not answer" };
  }
}
