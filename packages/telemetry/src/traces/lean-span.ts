import {
  type Attributes,
  type AttributeValue,
  type Exception,
  type Link,
  type Span,
  type SpanContext,
  type SpanKind,
  type SpanStatus,
  SpanStatusCode,
  type TimeInput,
  TraceFlags,
} from "@opentelemetry/api";
import { addExceptionEvent } from "../recorded-error.ts";
import { epochMillis } from "./epoch-clock.ts";
import type { SamplingDecision } from "./sampler.ts";
import type { SpanTemplate } from "./span-template.ts";
import { hexOfWord, randomWord } from "./trace-ids.ts";

/** OpenTelemetry specification, "Span limits": the same defaults, but for the length of values, which has none there. */
const attributesLimit = 128;
const eventsLimit = 128;
const linksLimit = 128;
const eventAttributesLimit = 32;
const valueLengthCharacters = 8_192;
const listLengthLimit = 128;
const millisPerSecond = 1_000;
const nanosPerMilli = 1_000_000;

/** Sampling keeps the traces that have it. */
export const securityEventAttribute = "security.event";

export interface Scope {
  readonly name: string;
  readonly version: string | undefined;
}

export interface SpanEventRecord {
  readonly name: string;
  readonly timeMillis: number;
  readonly attributes: Attributes | undefined;
}

export interface LinkRecord {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: Attributes | undefined;
}

export interface SpanParent {
  /** The parent within this process. */
  readonly local: LeanSpan | undefined;
  /** The parent in another process. */
  readonly remote: readonly [number, number, number, number, number, number] | undefined;
}

export type SpanSink = (span: LeanSpan) => void;

/**
 * A span as a plain record: one allocation, ids as numbers, nothing encoded or redacted before the trace is known to be
 * kept. The first span of a trace in this process, its root, also holds what belongs to the trace.
 */
export class LeanSpan implements Span {
  readonly root: LeanSpan;
  readonly traceWord0: number;
  readonly traceWord1: number;
  readonly traceWord2: number;
  readonly traceWord3: number;
  readonly spanWord0: number;
  readonly spanWord1: number;
  readonly parentWord0: number;
  readonly parentWord1: number;
  readonly parentIsRemote: boolean;
  readonly kind: SpanKind;
  readonly scope: Scope;
  readonly template: SpanTemplate | undefined;
  /** Monotonic. */
  readonly startedMillis: number;
  name: string;
  endedMillis = 0;
  isEnded = false;
  statusCode: SpanStatusCode = SpanStatusCode.UNSET;
  statusMessage: string | undefined = undefined;
  /** Key and value in turns: spans have few attributes. */
  attributes: AttributeOrKey[] | undefined = undefined;
  events: SpanEventRecord[] | undefined = undefined;
  links: LinkRecord[] | undefined = undefined;

  /** Of a root: ended spans that wait for the decision. */
  waiting: LeanSpan[] | undefined = undefined;
  decision: SamplingDecision | undefined = undefined;
  failed = false;
  isSecurityEvent = false;

  private readonly sink: SpanSink;
  private traceHex: string | undefined = undefined;
  private spanHex: string | undefined = undefined;
  private context: SpanContext | undefined = undefined;

  constructor(
    sink: SpanSink,
    parent: SpanParent,
    of: {
      readonly name: string;
      readonly kind: SpanKind;
      readonly scope: Scope;
      readonly template: SpanTemplate | undefined;
      readonly startedMillis: number;
    },
  ) {
    const { local, remote } = parent;
    this.sink = sink;
    this.name = of.name;
    this.kind = of.kind;
    this.scope = of.scope;
    this.template = of.template;
    this.startedMillis = of.startedMillis;
    this.spanWord0 = randomWord();
    // Never all zeros, which would be no id.
    this.spanWord1 = randomWord() | 1;
    if (local !== undefined) {
      this.root = local.root;
      this.traceWord0 = local.traceWord0;
      this.traceWord1 = local.traceWord1;
      this.traceWord2 = local.traceWord2;
      this.traceWord3 = local.traceWord3;
      this.parentWord0 = local.spanWord0;
      this.parentWord1 = local.spanWord1;
      this.parentIsRemote = false;
      return;
    }
    this.root = this;
    this.traceWord0 = remote === undefined ? randomWord() : remote[0];
    this.traceWord1 = remote === undefined ? randomWord() | 1 : remote[1];
    this.traceWord2 = remote === undefined ? randomWord() : remote[2];
    this.traceWord3 = remote === undefined ? randomWord() : remote[3];
    this.parentWord0 = remote === undefined ? 0 : remote[4];
    this.parentWord1 = remote === undefined ? 0 : remote[5];
    this.parentIsRemote = remote !== undefined;
  }

  get traceId(): string {
    const { root } = this;
    root.traceHex ??=
      hexOfWord(root.traceWord0) +
      hexOfWord(root.traceWord1) +
      hexOfWord(root.traceWord2) +
      hexOfWord(root.traceWord3);
    return root.traceHex;
  }

  get spanId(): string {
    this.spanHex ??= hexOfWord(this.spanWord0) + hexOfWord(this.spanWord1);
    return this.spanHex;
  }

  spanContext(): SpanContext {
    // Sampled is told to others in any case: what is kept is decided when the request has ended.
    this.context ??= { traceId: this.traceId, spanId: this.spanId, traceFlags: TraceFlags.SAMPLED };
    return this.context;
  }

  isRecording(): boolean {
    return !this.isEnded;
  }

  setAttribute(key: string, value: AttributeValue | null | undefined): this {
    if (this.isEnded || key === "" || value === null || value === undefined) return this;
    if (key === securityEventAttribute) this.root.isSecurityEvent = true;
    this.attributes ??= [];
    const { attributes } = this;
    for (let index = 0; index < attributes.length; index += 2) {
      if (attributes[index] !== key) continue;
      attributes[index + 1] = bounded(value);
      return this;
    }
    if (attributes.length < 2 * attributesLimit) attributes.push(key, bounded(value));
    return this;
  }

  setAttributes(attributes: Attributes): this {
    for (const key of Object.keys(attributes)) this.setAttribute(key, attributes[key]);
    return this;
  }

  addEvent(name: string, attributesOrTime?: Attributes | TimeInput, time?: TimeInput): this {
    if (this.isEnded) return this;
    this.events ??= [];
    if (this.events.length >= eventsLimit) return this;
    const isTime = isTimeInput(attributesOrTime);
    this.events.push({
      name: String(name),
      timeMillis: toEpochMillis(isTime ? attributesOrTime : time),
      attributes: isTime ? undefined : boundedAttributes(attributesOrTime),
    });
    return this;
  }

  addLink({ context, attributes }: Link): this {
    if (this.isEnded) return this;
    this.links ??= [];
    if (this.links.length >= linksLimit) return this;
    this.links.push({
      traceId: context.traceId,
      spanId: context.spanId,
      attributes: boundedAttributes(attributes),
    });
    return this;
  }

  addLinks(links: Link[]): this {
    for (const link of links) this.addLink(link);
    return this;
  }

  setStatus({ code, message }: SpanStatus): this {
    // OK is the last word: OpenTelemetry specification, "Set status".
    if (this.isEnded || code === SpanStatusCode.UNSET || this.statusCode === SpanStatusCode.OK) return this;
    this.statusCode = code;
    this.statusMessage = code === SpanStatusCode.ERROR ? message?.slice(0, valueLengthCharacters) : undefined;
    return this;
  }

  updateName(name: string): this {
    if (!this.isEnded) this.name = String(name);
    return this;
  }

  recordException(exception: Exception): void {
    addExceptionEvent(this, exception);
  }

  end(time?: TimeInput): void {
    if (this.isEnded) return;
    const nowMillis = performance.now();
    const endedMillis = time === undefined ? nowMillis : toMonotonicMillis(time);
    this.endedMillis = Math.max(endedMillis, this.startedMillis);
    this.isEnded = true;
    if (this.statusCode === SpanStatusCode.ERROR) this.root.failed = true;
    this.sink(this);
  }
}

export type AttributeOrKey =
  | string
  | number
  | boolean
  | readonly (string | number | boolean | null | undefined)[];

function bounded(value: AttributeValue): AttributeOrKey {
  if (typeof value === "string") return value.slice(0, valueLengthCharacters);
  if (!Array.isArray(value)) return typeof value === "object" ? String(value) : value;
  return value
    .slice(0, listLengthLimit)
    .map((entry) => (typeof entry === "string" ? entry.slice(0, valueLengthCharacters) : entry));
}

function boundedAttributes(attributes: Attributes | undefined): Attributes | undefined {
  if (attributes === undefined) return undefined;
  const kept: Attributes = {};
  for (const key of Object.keys(attributes).slice(0, eventAttributesLimit)) {
    const value = attributes[key];
    if (value !== undefined && value !== null) kept[key] = bounded(value) as AttributeValue;
  }
  return kept;
}

function isTimeInput(value: Attributes | TimeInput | undefined): value is TimeInput {
  return typeof value === "number" || value instanceof Date || Array.isArray(value);
}

function toEpochMillis(time: TimeInput | undefined): number {
  if (time === undefined) return epochMillis(performance.now());
  if (time instanceof Date) return time.getTime();
  if (typeof time !== "number") return time[0] * millisPerSecond + time[1] / nanosPerMilli;
  // A number is read as `performance.now()` when it is too small for a date: OpenTelemetry's own rule.
  return time < performance.timeOrigin ? epochMillis(time) : time;
}

export function toMonotonicMillis(time: TimeInput): number {
  return toEpochMillis(time) - epochMillis(0);
}
