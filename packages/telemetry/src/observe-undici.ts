import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { type Context, context, createContextKey } from "@opentelemetry/api";
import { methodName } from "./http/http-method.ts";
import type { BeginCall, OutgoingCall } from "./outgoing-call.ts";
import { isTracingSuppressed } from "./traces/suppression.ts";

const ignoredKey = createContextKey("voiceassist observed elsewhere");

/** A request as undici tells it; Node's own `fetch` is built on undici. */
interface UndiciRequest {
  readonly origin: string | URL;
  readonly method: string;
  /** Name and value in turns, or, up to undici 5, the lines of the head. */
  readonly headers: readonly unknown[] | string;
  addHeader(name: string, value: string): unknown;
}

type Listener = (message: unknown) => void;

/** A context in which requests are observed by who makes them. */
export function ignoreByUndici(current: Context): Context {
  return current.setValue(ignoredKey, true);
}

/**
 * Observes every request that `fetch` and undici make in this thread, from now on until the function returned is called.
 * Their host stands for the service and their method for the operation.
 *
 * @see https://undici.nodejs.org/#/docs/api/DiagnosticsChannel
 */
export function observeUndici(begin: BeginCall): () => void {
  const calls = new WeakMap<object, OutgoingCall>();
  const settle = (request: object, how: (call: OutgoingCall) => void): void => {
    const call = calls.get(request);
    calls.delete(request);
    if (call !== undefined) how(call);
  };
  const listeners: Readonly<Record<string, Listener>> = {
    "undici:request:create": (message) => {
      const { request } = message as { readonly request: UndiciRequest };
      const current = context.active();
      if (current.getValue(ignoredKey) === true || isTracingSuppressed(current)) return;
      if (!URL.canParse(String(request.origin))) return;
      const origin = new URL(request.origin);
      const method = methodName(request.method);
      const target = { service: origin.hostname, operation: method.toLowerCase() };
      const call = begin(target, `${method} ${origin.hostname}`, method, origin);
      calls.set(request, call);
      for (const [name, value] of Object.entries(call.headers))
        if (!hasHeader(request, name)) request.addHeader(name, value);
    },
    "undici:request:headers": (message) => {
      const { request, response } = message as {
        readonly request: object;
        readonly response: { readonly statusCode: number };
      };
      settle(request, (call) => call.answered(response.statusCode));
    },
    "undici:request:error": (message) => {
      const { request, error } = message as { readonly request: object; readonly error: unknown };
      settle(request, (call) => call.failed(error));
    },
  };
  for (const [name, listener] of Object.entries(listeners)) subscribe(name, listener);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) unsubscribe(name, listener);
  };
}

function hasHeader({ headers }: UndiciRequest, name: string): boolean {
  if (typeof headers === "string")
    return headers.toLowerCase().includes(`\n${name}:`) || headers.toLowerCase().startsWith(`${name}:`);
  return headers.some(
    (entry, index) => index % 2 === 0 && typeof entry === "string" && entry.toLowerCase() === name,
  );
}
