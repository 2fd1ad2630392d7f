import { propagation, ROOT_CONTEXT, trace } from "@opentelemetry/api";
import { createRedactor, defaultPolicy } from "@voiceassist/phi";
import { expect, test } from "vitest";
import { createBaggageCodec, createPropagator, remoteOf } from "./propagation.ts";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const spanId = "00f067aa0ba902b7";
const codec = createBaggageCodec(createRedactor(defaultPolicy));

test.each([`00-${traceId}-${spanId}-01`, `00-${traceId}-${spanId}-00`, `01-${traceId}-${spanId}-01-more`])(
  "%s names its trace",
  (header) => {
    expect(remoteOf(header)).toMatchObject({ traceId, spanId });
  },
);

test.each([
  undefined,
  "",
  `00-${traceId}-${spanId}`,
  `ff-${traceId}-${spanId}-01`,
  `00-${traceId}-${spanId}-01-more`,
  `00-${"0".repeat(32)}-${spanId}-01`,
  `00-${traceId}-${"0".repeat(16)}-01`,
  `00-${traceId.toUpperCase()}-${spanId}-01`,
  `00-${traceId}-${spanId}-01\n`,
])("%j names none", (header) => {
  expect(remoteOf(header)).toBeUndefined();
});

test.each([
  ["ward=north,bed=4", "ward=north,bed=4"],
  ["ward=north;patient=Jane Roe", "ward=north"],
  ["note=537-86-1294", ""],
  ["note=537%2D86%2D1294,ward=north", "ward=north"],
  ["patient_name=Jane,ward=north", "ward=north"],
  ["537-86-1294=x", ""],
  ["broken=%E0%A4%A", ""],
  ["no value", ""],
])("baggage %j goes on as %j", (header, expected) => {
  expect(codec.format(codec.parse(header))).toBe(expected);
});

test("baggage of the service's own is cleaned on its way out", () => {
  const baggage = propagation.createBaggage({
    ward: { value: "north" },
    note: { value: "call 537-86-1294" },
  });
  expect(codec.format(baggage)).toBe("ward=north");
});

test("what a library extracts, another injects, without the trace state", () => {
  const propagator = createPropagator(codec);
  const incoming = { traceparent: `00-${traceId}-${spanId}-01`, tracestate: "a=Jane", baggage: "ward=north" };
  const context = propagator.extract(ROOT_CONTEXT, incoming, {
    get: (carrier, key) => (carrier as Record<string, string>)[key],
    keys: Object.keys,
  });
  expect(trace.getSpanContext(context)).toMatchObject({ traceId, spanId, isRemote: true });
  const outgoing: Record<string, string> = {};
  propagator.inject(context, outgoing, {
    set: (carrier, key, value) => {
      (carrier as Record<string, string>)[key] = value;
    },
  });
  expect(outgoing).toEqual({ traceparent: incoming.traceparent, baggage: "ward=north" });
});
