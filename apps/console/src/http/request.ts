import { MalformedAnswer } from "./decode.ts";
import { errorText } from "./error-text.ts";

/** Longer than the backend's own query timeout would be pointless; shorter would hide its answer. */
const requestTimeoutMillis = 30_000;

export interface RequestFailure {
  /** `unreachable`: no answer came. `refused`: the backend answered with an error. `malformed`: its answer is not of the API's shape. */
  readonly kind: "unreachable" | "refused" | "malformed";
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly detail: string;
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: RequestFailure };

function failed(kind: RequestFailure["kind"], status: number, detail: string): Outcome<never> {
  return { ok: false, failure: { kind, status, detail } };
}

/** GETs `path` of the origin and decodes its JSON. `decode` throws `MalformedAnswer`; anything else that goes wrong is a failure value. */
export async function requestJson<T>(
  path: string,
  decode: (body: unknown) => T,
  signal: AbortSignal,
): Promise<Outcome<T>> {
  let status = 0;
  try {
    const response = await fetch(path, {
      headers: { accept: "application/json" },
      signal: AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMillis)]),
    });
    status = response.status;
    const body = await response.text();
    if (!response.ok) return failed("refused", status, errorText(body, status));
    return { ok: true, value: decode(JSON.parse(body)) };
  } catch (error) {
    if (error instanceof MalformedAnswer) return failed("malformed", status, error.message);
    if (error instanceof SyntaxError) return failed("malformed", status, "the answer is not JSON");
    if (error instanceof DOMException && error.name === "TimeoutError") {
      return failed("unreachable", status, `no answer within ${requestTimeoutMillis / 1000} s`);
    }
    return failed("unreachable", status, "the observatory does not answer at this address");
  }
}
