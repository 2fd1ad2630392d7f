import { randomBytes } from "node:crypto";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const connectionsLimit = 64;
/** Beyond it the gateway hangs, and further requests would only wait in this process. */
const underWayLimit = 500;
const requestTimeoutMillis = 20_000;
const tickMillis = 5;
const millisPerSecond = 1_000;
const paths = ["/api/documents", "/api/documents", "/api/documents/search?q=inhaler"] as const;

export interface Answer {
  /** Of the trace that the request began. */
  readonly traceId: string;
  /** 0: none came. */
  readonly status: number;
  /** Since the Unix epoch. */
  readonly answeredAtMillis: number;
  /** From when the request was due. */
  readonly latencyMillis: number;
}

export interface LoadTarget {
  readonly address: string;
  readonly accessToken: string;
  readonly onAnswer: (answer: Answer) => void;
}

/** Asks each target in turn at a fixed rate, whether or not it keeps up. */
export function startLoad(targets: readonly LoadTarget[], perSecond: number): { stop(): Promise<void> } {
  const agent = new Agent({ keepAlive: true, maxSockets: connectionsLimit });
  const started = performance.now();
  let sent = 0;
  let underWay = 0;

  const send = (target: LoadTarget, dueMillis: number): void => {
    const traceId = randomBytes(16).toString("hex");
    const end = (status: number): void => {
      underWay -= 1;
      const latencyMillis = performance.now() - dueMillis;
      target.onAnswer({ traceId, status, answeredAtMillis: Date.now(), latencyMillis });
    };
    underWay += 1;
    const asked = request(`${target.address}${paths[sent % paths.length]}`, {
      agent,
      timeout: requestTimeoutMillis,
      headers: {
        authorization: `Bearer ${target.accessToken}`,
        traceparent: `00-${traceId}-${randomBytes(8).toString("hex")}-01`,
      },
    });
    asked.on("response", (response) => {
      response.on("end", () => end(response.statusCode ?? 0)).on("error", () => end(0));
      response.resume();
    });
    asked.on("timeout", () => asked.destroy());
    asked.on("error", () => end(0));
    asked.end();
  };

  const timer = setInterval(() => {
    for (;;) {
      const dueMillis = started + (sent * millisPerSecond) / perSecond;
      if (dueMillis > performance.now()) return;
      if (underWay < underWayLimit) for (const target of targets) send(target, dueMillis);
      sent += 1;
    }
  }, tickMillis);

  return {
    async stop() {
      clearInterval(timer);
      while (underWay > 0) await sleep(tickMillis);
      agent.destroy();
    },
  };
}
