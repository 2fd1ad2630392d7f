import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { createRedactor, defaultPolicy } from "@voiceassist/phi";
import { decodeTraces, type Span } from "@voiceassist/wire";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSpanRedactor } from "../traces/clean-values.ts";
import type { LeanSpan } from "../traces/lean-span.ts";
import { createTracerProvider } from "../traces/lean-tracer.ts";
import type { SpanTemplate } from "../traces/span-template.ts";
import { SpanBatchWriter } from "./span-batch-writer.ts";
import { SpanEncoder } from "./span-encoder.ts";

const resource = { "service.name": "ward-service", "service.version": "1" };
const redactor = createSpanRedactor(createRedactor(defaultPolicy));

/** What a receiver reads of the spans that `work` ends, batch by batch. */
function exported(work: (tracer: ReturnType<typeof createTracerProvider>, next: () => void) => void): Span[] {
  const writer = new SpanBatchWriter(redactor, 0);
  const encoder = new SpanEncoder(resource);
  const spans: Span[] = [];
  const next = (): void => {
    encoder.add(structuredClone(writer.take(undefined)));
    const decoded = decodeTraces(encoder.request().body, "protobuf");
    if (!decoded.ok) throw new Error(`not OTLP: ${JSON.stringify(decoded)}`);
    spans.push(...decoded.value);
  };
  const provider = createTracerProvider((span: LeanSpan) => writer.write(span));
  work(provider, next);
  next();
  return spans;
}

const template: SpanTemplate = {
  name: "GET /beds/:id",
  kind: SpanKind.SERVER,
  attributes: { "http.route": "/beds/:id", "server.port": 8000 },
  export: undefined,
};

describe("an exported span", () => {
  test("has the ids, names, times, attributes, events, links and status that were set", () => {
    const spans = exported((provider) => {
      const remote = trace.setSpanContext(ROOT_CONTEXT, {
        traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
        spanId: "00f067aa0ba902b7",
        traceFlags: 1,
        isRemote: true,
      });
      const parent = provider.own.startSpan(
        "parent",
        { kind: SpanKind.PRODUCER, startTime: new Date(1_700_000_000_000) },
        remote,
      );
      const child = provider.getTracer("another library", "2.1").startSpan(
        "child",
        {
          attributes: {
            text: "añb",
            whole: -7,
            large: 2 ** 53 - 1,
            part: 1.5,
            yes: true,
            list: ["a", "b"],
            none: undefined,
          },
        },
        trace.setSpan(ROOT_CONTEXT, parent),
      );
      child.setAttribute("text", "changed").addEvent("seen", { count: 3 }).updateName("renamed child");
      child.addLink({ context: parent.spanContext(), attributes: { why: "test" } });
      child.setStatus({ code: SpanStatusCode.ERROR, message: "no bed" });
      child.end();
      parent.end(new Date(1_700_000_000_250));
    });
    const parent = spans.find(({ name }) => name === "parent");
    const child = spans.find(({ name }) => name === "renamed child");
    expect(parent).toMatchObject({
      traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
      parentSpanId: "00f067aa0ba902b7",
      kind: "producer",
    });
    expect(child).toMatchObject({ traceId: parent?.traceId, parentSpanId: parent?.spanId, kind: "internal" });
    expect(child).toMatchObject({
      resource: { attributes: resource },
      scope: { name: "another library", version: "2.1" },
      attributes: { text: "changed", whole: -7, large: 2 ** 53 - 1, part: 1.5, yes: true, list: ["a", "b"] },
      events: [{ name: "seen", attributes: { count: 3 } }],
      links: [{ traceId: parent?.traceId, spanId: parent?.spanId, attributes: { why: "test" } }],
      statusCode: "error",
      statusMessage: "no bed",
    });
    expect(parent?.startUnixNano).toBe(1_700_000_000_000_000_000n);
    expect(parent?.endUnixNano).toBe(1_700_000_000_249_999_872n);
  });

  test("from a template carries what the template says and what was added, in every batch", () => {
    const spans = exported(({ own }, next) => {
      for (let batch = 0; batch < 3; batch += 1) {
        own.startFromTemplate(template, ROOT_CONTEXT).setAttribute("http.response.status_code", 200).end();
        next();
      }
    });
    expect(spans).toHaveLength(3);
    for (const span of spans) {
      expect(span).toMatchObject({ name: "GET /beds/:id", kind: "server" });
      expect(span.attributes).toMatchObject({ "http.route": "/beds/:id" });
    }
  });

  test("keeps any attribute that the redactor leaves alone", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 40 }),
        fc.double({ noNaN: true }),
        (text, number) => {
          const [span] = exported(({ own }) => {
            own.startSpan("work", { attributes: { note: text, number } }, ROOT_CONTEXT).end();
          });
          expect(span?.attributes.note).toEqual(redactor.attributes({ note: text }).note);
        },
      ),
    );
  });

  test("holds no more than its limits", () => {
    const [span] = exported(({ own }) => {
      const large = own.startSpan("work", {}, ROOT_CONTEXT);
      for (let index = 0; index < 1_000; index += 1) {
        large.setAttribute(`key ${index}`, "x".repeat(100_000));
        large.addEvent("event", { text: "y".repeat(100_000) });
        large.addLink({ context: large.spanContext() });
      }
      large.end();
    });
    expect(Object.keys(span?.attributes ?? {})).toHaveLength(128);
    expect(span?.events).toHaveLength(128);
    expect(span?.links).toHaveLength(128);
  });
});
