import {
  propagation,
  ROOT_CONTEXT,
  type SpanContext,
  SpanStatusCode,
  TraceFlags,
  trace,
} from "@opentelemetry/api";
import type { Redactor } from "@voiceassist/phi";
import { SpanBatchWriter } from "./export/span-batch-writer.ts";
import { SpanEncoder } from "./export/span-encoder.ts";
import { correlationId } from "./http/correlation-id.ts";
import { createJsonLogger } from "./logs/json-logger.ts";
import { openMetricsText } from "./metrics/exposition.ts";
import { createMetricRegistry } from "./metrics/metric-registry.ts";
import { TelemetryError } from "./telemetry-error.ts";
import { createSpanRedactor } from "./traces/clean-values.ts";
import { createTracerProvider } from "./traces/lean-tracer.ts";
import { createBaggageCodec } from "./traces/propagation.ts";

/** Invented identifiers, none of which may come out anywhere. */
const canaries = ["537-86-1294", "quentin.marlow@example.org", "84629173"] as const;
const text = `self check SSN ${canaries[0]}, wrote to ${canaries[1]}, MRN ${canaries[2]}`;

type Path = readonly [name: string, output: (redactor: Redactor) => string];

const paths: readonly Path[] = [
  ["spans", spans],
  ["baggage", baggage],
  ["metric labels and exemplars", exposition],
  ["log lines", logLines],
  ["correlation ids", (redactor) => correlationId(text, redactor)],
];

/**
 * Sends invented identifiers down every way out, built of the same parts as the real ones.
 *
 * @throws TelemetryError `TELEMETRY_REDACTION_INACTIVE` when one arrives: the service must not start.
 */
export function assertRedaction(redactor: Redactor): void {
  for (const [name, output] of paths) {
    const written = output(redactor);
    if (!canaries.some((canary) => written.includes(canary))) continue;
    throw new TelemetryError(
      "TELEMETRY_REDACTION_INACTIVE",
      `The self-check found an identifier in ${name}: the service would give patients' data away, and does not start.`,
    );
  }
}

function spans(redactor: Redactor): string {
  const writer = new SpanBatchWriter(createSpanRedactor(redactor), 0);
  const provider = createTracerProvider((span) => writer.write(span));
  const span = provider.getTracer(text, text).startSpan(text, { attributes: { [text]: text, list: [text] } });
  span.addEvent(text, { [text]: text });
  span.addLink({ context: span.spanContext(), attributes: { [text]: text } });
  span.recordException(new Error(text));
  span.setStatus({ code: SpanStatusCode.ERROR, message: text });
  span.end();
  const encoder = new SpanEncoder({});
  encoder.add(writer.take(undefined));
  return encoder.request().body.toString("latin1");
}

function baggage(redactor: Redactor): string {
  const codec = createBaggageCodec(redactor);
  const received = codec.parse(`note=${encodeURIComponent(text)}`);
  const own = propagation.createBaggage({ note: { value: text } });
  return decodeURIComponent(
    `${JSON.stringify(received.getAllEntries())}${codec.format(received)}${codec.format(own)}`,
  );
}

function exposition(redactor: Redactor): string {
  // A caller's trace context whose ids are text: an exemplar must not carry it.
  const forged: SpanContext = { traceId: text, spanId: text, traceFlags: TraceFlags.SAMPLED };
  const span = createTracerProvider(() => {}).own.startRequest(
    { name: text, kind: 1, attributes: {}, export: undefined },
    undefined,
    0,
  );
  const child = createTracerProvider(() => {}).own.startSpan(
    text,
    {},
    trace.setSpanContext(ROOT_CONTEXT, forged),
  );
  const registry = createMetricRegistry();
  const metrics = registry.metrics((label, value) => redactor.field(label, value));
  const histogram = metrics.histogram({ name: "self_check", help: "", labels: ["what"], buckets: [1] });
  histogram.with({ what: text }).observe(0, span);
  const { traceId, spanId } = child.spanContext();
  histogram.with({ what: text }).observe(2, { traceId, spanId });
  return registry.exposition(openMetricsText);
}

function logLines(redactor: Redactor): string {
  const lines: string[] = [];
  const log = createJsonLogger({
    serviceName: text,
    level: "debug",
    redactor,
    destination: { write: (line) => void lines.push(line) },
  });
  const error = Object.assign(new Error(text, { cause: new Error(text) }), { code: text });
  log.child({ [text]: text }).info({ [text]: text, nested: { list: [text] }, err: error }, text);
  log.fatal(text);
  return lines.join("");
}
