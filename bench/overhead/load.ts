import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const connectionCount = 32;
const warmUpMillis = 500;

/** One request as bytes; every answer to it has the same length. */
export interface LoadRequest {
  readonly name: string;
  readonly bytes: string;
}

export const hello: LoadRequest = { name: "hello", bytes: "GET /hello HTTP/1.1\r\nhost: localhost\r\n\r\n" };

const body = JSON.stringify({ item: "gloves", quantity: 4 });
export const order: LoadRequest = {
  name: "order",
  bytes: `POST /orders HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
};

interface Connection {
  readonly socket: Socket;
  /** Called when the answer that is awaited is complete. */
  onAnswer: () => void;
}

/** Plain sockets, one request at a time on each: a full HTTP client would need more of the machine than the server. */
export class LoadGenerator {
  private readonly connections: Connection[] = [];
  private readonly request: LoadRequest;

  private constructor(request: LoadRequest) {
    this.request = request;
  }

  static async open(address: string, request: LoadRequest): Promise<LoadGenerator> {
    const generator = new LoadGenerator(request);
    const { hostname, port } = new URL(address);
    for (let index = 0; index < connectionCount; index += 1) {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      await once(socket, "connect");
      generator.connections.push(await firstAnswer(socket, request));
    }
    return generator;
  }

  /** As many as the server answers; returns how many in `millis`. */
  async flood(millis: number): Promise<number> {
    let answered = 0;
    let running = true;
    const idle = this.connections.map(
      (connection) =>
        new Promise<void>((resolve) => {
          const next = (): void => {
            answered += 1;
            if (running) connection.socket.write(this.request.bytes);
            else resolve();
          };
          connection.onAnswer = next;
          connection.socket.write(this.request.bytes);
        }),
    );
    await sleep(millis);
    running = false;
    await Promise.all(idle);
    return answered;
  }

  /** At a fixed rate, whether or not the server keeps up; returns each answer's time from when it was due. */
  async pace(perSecond: number, millis: number): Promise<readonly number[]> {
    const latencies: number[] = [];
    const free = [...this.connections];
    const due: number[] = [];
    const started = performance.now();
    const total = Math.floor((perSecond * millis) / 1_000);
    let scheduled = 0;
    await new Promise<void>((resolve) => {
      const dispatch = (): void => {
        while (due.length > 0) {
          const connection = free.pop();
          if (connection === undefined) return;
          const dueAt = due.shift() ?? 0;
          connection.onAnswer = () => {
            if (dueAt - started > warmUpMillis) latencies.push(performance.now() - dueAt);
            free.push(connection);
            if (scheduled === total && due.length === 0 && free.length === this.connections.length) resolve();
            else dispatch();
          };
          connection.socket.write(this.request.bytes);
        }
      };
      const tick = (): void => {
        const now = performance.now();
        while (scheduled < total && started + (scheduled * 1_000) / perSecond <= now) {
          due.push(started + (scheduled * 1_000) / perSecond);
          scheduled += 1;
        }
        dispatch();
        if (scheduled < total) setImmediate(tick);
      };
      tick();
    });
    return latencies;
  }

  close(): void {
    for (const { socket } of this.connections) socket.destroy();
  }
}

async function firstAnswer(socket: Socket, request: LoadRequest): Promise<Connection> {
  socket.write(request.bytes);
  let text = "";
  while (!isComplete(text)) text += String((await once(socket, "data"))[0]);
  const answerBytes = Buffer.byteLength(text);
  if (!text.startsWith("HTTP/1.1 200")) throw new Error(`The server answered ${text.split("\r\n")[0]}`);
  const connection: Connection = { socket, onAnswer: () => {} };
  let received = 0;
  socket.on("data", (chunk: Buffer) => {
    received += chunk.length;
    if (received < answerBytes) return;
    received = 0;
    connection.onAnswer();
  });
  return connection;
}

function isComplete(text: string): boolean {
  const headEnd = text.indexOf("\r\n\r\n");
  const length = /content-length: (\d+)/i.exec(text)?.[1];
  return headEnd >= 0 && length !== undefined && text.length >= headEnd + 4 + Number(length);
}
