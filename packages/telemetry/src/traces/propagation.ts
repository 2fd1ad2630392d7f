import {
  type Baggage,
  type Context,
  isSpanContextValid,
  propagation,
  type SpanContext,
  type TextMapPropagator,
  TraceFlags,
  trace,
} from "@opentelemetry/api";
import type { Redactor } from "@voiceassist/phi";

const traceparentHeader = "traceparent";
const baggageHeader = "baggage";
const version = "00";
/** W3C Trace Context, "traceparent Header Field Values": later versions may add parts. */
const traceparentFormat = /^ *([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)? *$/;
/** W3C Baggage, "Limits". */
const baggageEntriesLimit = 64;
const baggageLengthCharacters = 8_192;
/** Without characters that would need an encoding: an entry with others is not handed on. */
const baggageKey = /^[\w!#$%&'*+.^`|~-]+$/;

/** Of W3C Trace Context the caller's ids are read; its `tracestate`, free text of unknown origin, is not. */
export function remoteOf(traceparent: string | undefined): SpanContext | undefined {
  const parts = traceparent === undefined ? null : traceparentFormat.exec(traceparent);
  if (parts === null) return undefined;
  const [, given, traceId = "", spanId = "", flags = "", further] = parts;
  if (given === "ff" || (given === version && further !== undefined)) return undefined;
  const remote = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) };
  return isSpanContextValid(remote) ? remote : undefined;
}

export function toTraceparent({ traceId, spanId, traceFlags }: SpanContext): string {
  const sampled = (traceFlags & TraceFlags.SAMPLED) === TraceFlags.SAMPLED;
  return `${version}-${traceId}-${spanId}-${sampled ? "01" : "00"}`;
}

/** W3C Baggage in and out. An entry in which the redactor finds anything is left out, whichever way it goes. */
export interface BaggageCodec {
  parse(header: string): Baggage;
  format(baggage: Baggage): string;
}

export function createBaggageCodec(redactor: Redactor): BaggageCodec {
  const isClean = (key: string, value: string): boolean =>
    baggageKey.test(key) && redactor.text(key) === key && redactor.field(key, value) === value;
  return {
    parse(header) {
      let baggage = propagation.createBaggage();
      for (const member of header
        .slice(0, baggageLengthCharacters)
        .split(",")
        .slice(0, baggageEntriesLimit)) {
        // Properties, after the semicolon, are free text again.
        const [key = "", value] = (member.split(";")[0] ?? "").split("=");
        const decoded = value === undefined ? undefined : decode(value.trim());
        if (decoded !== undefined && isClean(key.trim(), decoded))
          baggage = baggage.setEntry(key.trim(), { value: decoded });
      }
      return baggage;
    },
    format(baggage) {
      return baggage
        .getAllEntries()
        .slice(0, baggageEntriesLimit)
        .filter(([key, { value }]) => isClean(key, value))
        .map(([key, { value }]) => `${key}=${encodeURIComponent(value)}`)
        .join(",")
        .slice(0, baggageLengthCharacters);
    },
  };
}

/** What libraries use that propagate context by themselves. */
export function createPropagator(baggage: BaggageCodec): TextMapPropagator {
  return {
    fields: () => [traceparentHeader, baggageHeader],
    inject(current, carrier, setter) {
      const span = trace.getSpanContext(current);
      if (span !== undefined && isSpanContextValid(span))
        setter.set(carrier, traceparentHeader, toTraceparent(span));
      const entries = propagation.getBaggage(current);
      const header = entries === undefined ? "" : baggage.format(entries);
      if (header !== "") setter.set(carrier, baggageHeader, header);
    },
    extract(current, carrier, getter): Context {
      const read = (name: string): string | undefined => {
        const value = getter.get(carrier, name);
        return Array.isArray(value) ? value[0] : value;
      };
      const remote = remoteOf(read(traceparentHeader));
      const withSpan =
        remote === undefined ? current : trace.setSpanContext(current, { ...remote, isRemote: true });
      const header = read(baggageHeader);
      return header === undefined ? withSpan : propagation.setBaggage(withSpan, baggage.parse(header));
    },
  };
}

function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    // Not percent-encoded as the format asks: such an entry is left out.
    return undefined;
  }
}
