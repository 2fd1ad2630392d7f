import { Client, credentials, Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { failed, type OtlpTransport } from "./otlp-transport.ts";
import { rejectedSpans } from "./partial-success.ts";

const exportTimeoutMillis = 3_000;
const method = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
/** OTLP specification, "Failures": the codes after which the same request may succeed. */
const retryable: ReadonlySet<number> = new Set([
  status.CANCELLED,
  status.DEADLINE_EXCEEDED,
  status.RESOURCE_EXHAUSTED,
  status.ABORTED,
  status.OUT_OF_RANGE,
  status.UNAVAILABLE,
  status.DATA_LOSS,
]);

/** OTLP/gRPC. `grpcs:` for TLS. @see https://opentelemetry.io/docs/specs/otlp/#otlpgrpc */
export function createGrpcTransport(url: string): OtlpTransport {
  const { host, protocol } = new URL(url);
  const client = new Client(
    host,
    protocol === "grpcs:" ? credentials.createSsl() : credentials.createInsecure(),
  );
  const asItIs = (bytes: Buffer): Buffer => bytes;
  return (body) =>
    new Promise((resolve) => {
      const deadline = new Date(Date.now() + exportTimeoutMillis);
      const settle = (error: ServiceError | null, answer?: Buffer): void => {
        if (error === null)
          resolve({ kind: "accepted", rejectedSpans: rejectedSpans(answer ?? Buffer.alloc(0)) });
        else resolve(retryable.has(error.code) ? failed : { kind: "refused" });
      };
      client.makeUnaryRequest(method, asItIs, asItIs, body, new Metadata(), { deadline }, settle);
    });
}
