import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";

interface Point {
  readonly id: string;
  readonly vector: readonly number[];
  readonly payload: Readonly<Record<string, string | number>>;
}

interface Filter {
  readonly must: readonly { readonly key: string; readonly match: { readonly value: string } }[];
}

/**
 * Stands in for Qdrant, which no package registry here has a program of: the routes that the gateway uses, with Qdrant's
 * request and reply shapes, exact search, and a record of every byte that it was sent.
 */
export interface RecordingQdrant {
  readonly url: string;
  /** Paths and bodies of all requests. */
  received(): string;
  points(): readonly Point[];
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function makeRecordingQdrant(port: number): RecordingQdrant {
  const points = new Map<string, Point>();
  let isMade = false;
  let record = "";
  let server: Server | undefined;

  const answer = (
    method: string,
    path: string,
    body: unknown,
  ): { readonly status: number; readonly result: unknown } => {
    const route = `${method} ${path.replace(/\?.*/, "").replace(/^\/collections\/[^/]+/, "")}`;
    if (route !== "PUT " && !isMade) return { status: 404, result: null };
    switch (route) {
      case "GET ":
        return { status: 200, result: { status: "green", points_count: points.size } };
      case "PUT ":
        isMade = true;
        return { status: 200, result: true };
      case "PUT /index":
        return { status: 200, result: { status: "completed" } };
      case "PUT /points":
        for (const point of (body as { points: Point[] }).points) points.set(point.id, point);
        return { status: 200, result: { status: "completed" } };
      case "POST /points/delete":
        for (const point of points.values())
          if (passes(point, (body as { filter: Filter }).filter)) points.delete(point.id);
        return { status: 200, result: { status: "completed" } };
      case "POST /points/query": {
        const { query, filter, limit } = body as { query: number[]; filter: Filter; limit: number };
        const near = [...points.values()]
          .filter((point) => passes(point, filter))
          .map(({ id, vector, payload }) => ({
            id,
            payload,
            score: vector.reduce((sum, value, index) => sum + value * (query[index] ?? 0), 0),
          }))
          .sort((a, b) => b.score - a.score);
        return { status: 200, result: { points: near.slice(0, limit) } };
      }
      default:
        return { status: 405, result: null };
    }
  };

  return {
    url: `http://127.0.0.1:${port}`,
    received: () => record,
    points: () => [...points.values()],
    async start() {
      server = createServer((request, response) => {
        void readBody(request).then((text) => {
          record += `${request.method} ${request.url} ${JSON.stringify(request.headers)}\n${text}\n`;
          const { status, result } = answer(
            request.method ?? "",
            request.url ?? "",
            text === "" ? undefined : JSON.parse(text),
          );
          response.writeHead(status, { "content-type": "application/json" });
          response.end(
            JSON.stringify({ result, status: status === 200 ? "ok" : { error: "refused" }, time: 0 }),
          );
        });
      }).listen(port, "127.0.0.1");
      await once(server, "listening");
    },
    async stop() {
      server?.closeAllConnections();
      server?.close();
      if (server !== undefined) await once(server, "close");
    },
  };
}

function passes({ payload }: Point, { must }: Filter): boolean {
  return must.every(({ key, match }) => payload[key] === match.value);
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request.setEncoding("utf8")) text += String(part);
  return text;
}
