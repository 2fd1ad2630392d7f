// A program that knows nothing of this project: OpenTelemetry's own SDK and exporters, configured by their OTEL_ variables alone.
import { trace } from "@opentelemetry/api";
import * as grpcLogs from "@opentelemetry/exporter-logs-otlp-grpc";
import * as httpLogs from "@opentelemetry/exporter-logs-otlp-proto";
import * as grpcMetrics from "@opentelemetry/exporter-metrics-otlp-grpc";
import * as httpMetrics from "@opentelemetry/exporter-metrics-otlp-proto";
import * as grpcTraces from "@opentelemetry/exporter-trace-otlp-grpc";
import * as httpTraces from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { LoggerProvider, SimpleLogRecordProcessor } from "@opentelemetry/sdk-logs";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { BasicTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";

const overGrpc = process.env.OTEL_EXPORTER_OTLP_PROTOCOL === "grpc";
const { OTLPTraceExporter } = overGrpc ? grpcTraces : httpTraces;
const { OTLPLogExporter } = overGrpc ? grpcLogs : httpLogs;
const { OTLPMetricExporter } = overGrpc ? grpcMetrics : httpMetrics;

const resource = resourceFromAttributes({ "service.name": process.env.OTEL_SERVICE_NAME });
const traces = new BasicTracerProvider({
  resource,
  spanProcessors: [new SimpleSpanProcessor(new OTLPTraceExporter())],
});
const logs = new LoggerProvider({
  resource,
  processors: [new SimpleLogRecordProcessor({ exporter: new OTLPLogExporter() })],
});
const metrics = new MeterProvider({
  resource,
  readers: [
    new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter(), exportIntervalMillis: 1_000 }),
  ],
});

trace.setGlobalTracerProvider(traces);
const span = trace.getTracer("stock").startSpan("read chart", { attributes: { "ward.beds": 12 } });
logs
  .getLogger("stock")
  .emit({ severityNumber: 9, severityText: "INFO", body: "chart was read", attributes: { ward: "north" } });
metrics.getMeter("stock").createCounter("charts.read", { unit: "{chart}" }).add(7, { ward: "north" });
span.end();

process.stdout.write(`${span.spanContext().traceId}\n`);
await Promise.all([traces.shutdown(), logs.shutdown(), metrics.shutdown()]);
