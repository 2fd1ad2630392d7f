import { type Context, context, createContextKey, type Span, trace } from "@opentelemetry/api";
import type { LeanSpan } from "./lean-span.ts";

/** What the current request is known by. Who asks is known only after the request was authenticated. */
export interface RequestState {
  readonly correlationId: string;
  readonly route: string;
  /** The server span; none for probes. */
  span: LeanSpan | undefined;
  /** Redacted for spans and for log lines, which count apart. */
  userIdOfSpans: string | undefined;
  userIdOfLogs: string | undefined;
}

const requestKey = createContextKey("voiceassist request");
/** The API keeps the key of the active span to itself: this is the key under which it looks a span up. */
const spanKey = findSpanKey();

/**
 * The context of a request: the two values that are asked for all the time are fields. It is carried as OpenTelemetry's
 * context, so that one AsyncLocalStorage serves traces and logs: each further one slows every await.
 */
export class RequestContext implements Context {
  private readonly parent: Context;
  private readonly span: Span | undefined;
  private readonly state: RequestState;

  constructor(parent: Context, span: Span | undefined, state: RequestState) {
    this.parent = parent;
    this.span = span;
    this.state = state;
  }

  getValue(key: symbol): unknown {
    if (key === spanKey) return this.span ?? this.parent.getValue(key);
    if (key === requestKey) return this.state;
    return this.parent.getValue(key);
  }

  setValue(key: symbol, value: unknown): Context {
    if (key === spanKey) return new RequestContext(this.parent, value as Span, this.state);
    return new RequestContext(this.parent.setValue(key, value), this.span, this.state);
  }

  deleteValue(key: symbol): Context {
    if (key === requestKey)
      return this.span === undefined ? this.parent : trace.setSpan(this.parent, this.span);
    const span = key === spanKey ? undefined : this.span;
    return new RequestContext(this.parent.deleteValue(key), span, this.state);
  }
}

export function requestStateOf(current: Context = context.active()): RequestState | undefined {
  return current.getValue(requestKey) as RequestState | undefined;
}

function findSpanKey(): symbol {
  let asked: symbol = Symbol("none");
  const probe: Context = {
    getValue(key) {
      asked = key;
      return undefined;
    },
    setValue: () => probe,
    deleteValue: () => probe,
  };
  trace.getSpan(probe);
  return asked;
}
