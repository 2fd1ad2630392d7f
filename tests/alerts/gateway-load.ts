import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../system/running-process.ts";

const requestTimeoutMillis = 55_000;
const enterMillis = 60_000;

/** Requests to the gateway as people make them; failures are what is being proven, so answers are statuses. */
export interface GatewayLoad {
  /** Registers and logs in; again after each restart of the gateway. */
  enter(): Promise<void>;
  login(email: string, password: string): Promise<number>;
  search(): Promise<number>;
  ask(): Promise<number>;
  send(method: string, path: string, token?: string): Promise<number>;
  tokenOf(email: string, password: string): Promise<string>;
  /** Runs `request` from `count` sides again and again until the function returned is called. */
  keepDoing(count: number, pauseMillis: number, request: () => Promise<number>): () => Promise<void>;
}

export function gatewayLoad(baseUrl: string): GatewayLoad {
  const account = { email: "proof@example.org", password: "a long proving password" };
  let token = "";
  let questions = 0;

  async function send(method: string, path: string, bearer = token, body?: unknown): Promise<Response> {
    return fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(requestTimeoutMillis),
    });
  }
  async function status(response: Promise<Response>): Promise<number> {
    try {
      const answer = await response;
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      // No answer at all is one of the faults.
      return 0;
    }
  }
  async function tokenOf(email: string, password: string): Promise<string> {
    const answer = (await (await send("POST", "/api/auth/login", "", { email, password })).json()) as {
      readonly access_token?: string;
    };
    return answer.access_token ?? "";
  }
  /** Without a document there is nothing to ask the language model about. */
  async function upload(): Promise<number> {
    const form = new FormData();
    form.append("file", new Blob(["The plan is rest and water."], { type: "text/plain" }), "plan.txt");
    return status(
      fetch(`${baseUrl}/api/documents`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: form,
        signal: AbortSignal.timeout(requestTimeoutMillis),
      }),
    );
  }
  return {
    tokenOf,
    async enter() {
      // What the gateway needs may have come back a moment ago.
      await eventually(
        async () => {
          await status(send("POST", "/api/auth/register", "", account));
          token = await tokenOf(account.email, account.password);
          return upload();
        },
        (uploaded) => uploaded >= 200 && uploaded < 300,
        enterMillis,
      );
    },
    login: (email, password) => status(send("POST", "/api/auth/login", "", { email, password })),
    search: () => status(send("GET", "/api/documents/search?q=therapy")),
    ask: () => {
      questions += 1;
      return status(
        send("POST", "/api/rag/query", token, { question: `What is the plan, number ${questions}?` }),
      );
    },
    send: (method, path, bearer) => status(send(method, path, bearer)),
    keepDoing(count, pauseMillis, request) {
      let isRunning = true;
      const sides = Array.from({ length: count }, async () => {
        while (isRunning) {
          await request();
          await sleep(pauseMillis);
        }
      });
      return async () => {
        isRunning = false;
        await Promise.all(sides);
      };
    },
  };
}
