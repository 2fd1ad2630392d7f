import { context } from "@opentelemetry/api";
import { methodName } from "./http/http-method.ts";
import { ignoreByUndici } from "./observe-undici.ts";
import type { BeginCall } from "./outgoing-call.ts";
import type { ExternalCall } from "./telemetry.ts";

/** `fetch` under the caller's own names for the service and the operation. */
export function createObservedFetch(
  begin: BeginCall,
): (target: ExternalCall, url: string, init?: RequestInit) => Promise<Response> {
  return async (target, url, init = {}) => {
    const method = methodName(init.method ?? "GET");
    const call = begin(target, `${method} ${target.service}.${target.operation}`, method, new URL(url));
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(call.headers)) headers.set(name, value);
    try {
      const response = await context.with(ignoreByUndici(context.active()), () =>
        fetch(url, { ...init, headers }),
      );
      call.answered(response.status);
      return response;
    } catch (error) {
      call.failed(error);
      throw error;
    }
  };
}
