import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { decodeTraces, type Span } from "@voiceassist/wire";

/** What a trace receiver does to who sends: `silent` never answers, `slow` takes everything after a while. */
type Behaviour = "healthy" | "gone" | "silent" | "slow" | "failing";
export type Fault = Exclude<Behaviour, "healthy">;

/** Within the gateway's patience of three seconds. */
const slowAnswerMillis = 2_000;

/** An OTLP/HTTP receiver that can be broken, and tells the spans that it acknowledged. */
export interface TraceReceiver {
  readonly url: string;
  readonly spanCount: () => number;
  behave(behaviour: Behaviour): Promise<void>;
  close(): Promise<void>;
}

export async function openTraceReceiver(
  onSpans: (spans: readonly Span[]) => void = () => {},
): Promise<TraceReceiver> {
  let behaviour: Behaviour = "healthy";
  let spanCount = 0;
  let server: Server | undefined;

  const answer = async (body: Buffer, response: ServerResponse): Promise<void> => {
    if (behaviour === "silent") return;
    if (behaviour === "slow") await sleep(slowAnswerMillis);
    if (behaviour === "failing") {
      response.writeHead(500).end();
      return;
    }
    const spans = decodedSpans(body);
    response.writeHead(200, { "content-type": "application/x-protobuf" }).end();
    spanCount += spans.length;
    onSpans(spans);
  };
  const listen = async (port: number): Promise<Server> => {
    const listening = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => void answer(Buffer.concat(chunks), response));
      // The sender was killed or gave up.
      request.on("error", () => {});
    });
    listening.listen(port, "127.0.0.1");
    await once(listening, "listening");
    return listening;
  };
  const close = async (): Promise<void> => {
    if (server === undefined) return;
    const closed = once(server, "close");
    server.closeAllConnections();
    server.close();
    server = undefined;
    await closed;
  };

  server = await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    spanCount: () => spanCount,
    async behave(next) {
      behaviour = next;
      if (next === "gone") await close();
      else server ??= await listen(port);
    },
    close,
  };
}

function decodedSpans(body: Buffer): readonly Span[] {
  const decoded = decodeTraces(body, "protobuf");
  if (!decoded.ok) throw new Error("The gateway sent a body that is not an OTLP request.");
  return decoded.value;
}
