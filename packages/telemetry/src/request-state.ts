import { type Context, context, createContextKey, type Span } from "@opentelemetry/api";

/** What the current request is known by. Who asks is known only after the request was authenticated. */
export interface RequestState {
  readonly correlationId: string;
  readonly route: string;
  /** The server span; none for probes. */
  span: Span | undefined;
  userId: string | undefined;
}

// Carried in the trace context, so that one AsyncLocalStorage serves traces and logs: each further one slows every await.
const key = createContextKey("voiceassist request");

export function withRequestState(parent: Context, state: RequestState): Context {
  return parent.setValue(key, state);
}

export function requestStateOf(current: Context = context.active()): RequestState | undefined {
  return current.getValue(key) as RequestState | undefined;
}
