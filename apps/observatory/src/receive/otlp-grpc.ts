import type { Socket } from "node:net";
import type { handleUnaryCall, ServerInterceptingCall, ServerInterceptingCallInterface } from "@grpc/grpc-js";
import { encodeExportResponse, encodeStatus, type OtlpSignal } from "@voiceassist/wire";
import type { GrpcService } from "../http/grpc-listener.ts";
import { isLoopbackHost } from "../http/host-check.ts";
import { decompressedLimitBytes } from "./body.ts";
import type { OtlpIntake } from "./otlp-intake.ts";
import type { Refusal } from "./store-refusal.ts";

const methods: Readonly<Record<OtlpSignal, string>> = {
  traces: "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
  logs: "/opentelemetry.proto.collector.logs.v1.LogsService/Export",
  metrics: "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export",
};

const maxConcurrentCalls = 64;
const maxConnectionIdleMillis = 5 * 60_000;

/**
 * OTLP/gRPC. The library undoes gzip and deflate, and answers RESOURCE_EXHAUSTED without a RetryInfo, which is final, to a
 * message that is larger than the bound of the HTTP door; `onTooLarge` is told. It takes 13 MiB and is loaded here, once
 * a client connects.
 */
export async function otlpGrpcService(
  intake: OtlpIntake,
  onTooLarge: () => void,
  onFailure: (error: unknown) => void,
): Promise<GrpcService> {
  const { Metadata, Server, ServerCredentials, ServerInterceptingCall, status } = await import(
    "@grpc/grpc-js"
  );
  const server = new Server({
    "grpc.max_receive_message_length": decompressedLimitBytes,
    "grpc.max_concurrent_streams": maxConcurrentCalls,
    "grpc.max_connection_idle_ms": maxConnectionIdleMillis,
    interceptors: [countTooLarge],
  });
  const asItIs = (bytes: Buffer): Buffer => bytes;
  for (const [signal, method] of Object.entries(methods) as [OtlpSignal, string][]) {
    server.register(method, exportOf(signal), asItIs, asItIs, "unary");
  }
  const connections = server.createConnectionInjector(ServerCredentials.createInsecure());
  return {
    serve: (socket: Socket) => connections.injectConnection(socket),
    close: () => connections.destroy(),
  };

  function exportOf(signal: OtlpSignal): handleUnaryCall<Buffer, Buffer> {
    return (call, respond) => {
      if (!isLoopbackHost(call.getHost())) {
        respond({
          code: status.PERMISSION_DENIED,
          details: "this listener answers to loopback host names only",
        });
        return;
      }
      intake[signal](call.request, "protobuf").then(
        (outcome) => {
          if (outcome.kind === "refused") respond(refused(outcome.refusal));
          else respond(null, Buffer.from(encodeExportResponse(signal, outcome.partial, "protobuf")));
        },
        (error: unknown) => {
          onFailure(error);
          respond({ code: status.INTERNAL, details: "internal error" });
        },
      );
    };
  }

  /** The library's own refusals pass no handler; ours of this code carry the metadata that `refused` gives them. */
  function countTooLarge(_: unknown, call: ServerInterceptingCallInterface): ServerInterceptingCall {
    const sendStatus = call.sendStatus.bind(call);
    call.sendStatus = (given) => {
      if (given.code === status.RESOURCE_EXHAUSTED && !given.metadata) onTooLarge();
      sendStatus(given);
    };
    return new ServerInterceptingCall(call);
  }

  function refused({ grpcCode, message, retryAfterSeconds }: Refusal) {
    const metadata = new Metadata();
    const details = encodeStatus(message, grpcCode, "protobuf", retryAfterSeconds);
    metadata.set("grpc-status-details-bin", Buffer.from(details));
    return { code: grpcCode, details: message, metadata };
  }
}
