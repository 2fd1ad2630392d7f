import { setTimeout as sleep } from "node:timers/promises";
import type { Patient } from "./patient.ts";

const requestTimeoutMillis = 30_000;

export interface Account {
  readonly email: string;
  readonly password: string;
}

/** The gateway as one person's app sees it. Answers are statuses: a clinic has nobody who reads error bodies. */
export interface GatewayClient {
  register(account: Account): Promise<number>;
  /** Logs in and keeps the tokens for the calls below. */
  login(account: Account): Promise<number>;
  /** Exchanges the refresh token; `again` offers the one that was exchanged before, as a thief would. */
  refresh(which?: "latest" | "again"): Promise<number>;
  logout(): Promise<number>;
  upload(fileName: string, type: string, content: string | Uint8Array<ArrayBuffer>): Promise<number>;
  ask(question: string, patient?: Patient): Promise<number>;
  search(text: string): Promise<number>;
  /** Any other request, with the token. */
  send(method: string, path: string, body?: string): Promise<number>;
}

/** `address` is where the person sits: the clinic stands for the proxy that would tell it. */
export function gatewayClient(gatewayUrl: string, address: string): GatewayClient {
  let token: string | undefined;
  let refreshToken: string | undefined;
  let exchangedToken: string | undefined;
  const send = async (method: string, path: string, body?: string | FormData): Promise<Response> =>
    fetch(`${gatewayUrl}${path}`, {
      method,
      headers: {
        "x-forwarded-for": address,
        ...(typeof body === "string" ? { "content-type": "application/json" } : {}),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(requestTimeoutMillis),
    });
  const status = async (response: Promise<Response>): Promise<number> => {
    const answer = await response;
    await answer.arrayBuffer();
    return answer.status;
  };
  const takeTokens = async (response: Response): Promise<number> => {
    const answer: unknown = await response.json();
    if (
      typeof answer === "object" &&
      answer !== null &&
      "access_token" in answer &&
      "refresh_token" in answer
    ) {
      token = String(answer.access_token);
      exchangedToken = refreshToken;
      refreshToken = String(answer.refresh_token);
    }
    return response.status;
  };
  return {
    register: (account) => status(send("POST", "/api/auth/register", JSON.stringify(account))),
    async login(account) {
      token = undefined;
      refreshToken = undefined;
      return takeTokens(await send("POST", "/api/auth/login", JSON.stringify(account)));
    },
    async refresh(which = "latest") {
      const refresh_token = which === "latest" ? refreshToken : exchangedToken;
      return takeTokens(await send("POST", "/api/auth/refresh", JSON.stringify({ refresh_token })));
    },
    async logout() {
      const answered = await status(send("POST", "/api/auth/logout", "{}"));
      token = undefined;
      return answered;
    },
    upload(fileName, type, content) {
      const form = new FormData();
      form.append("file", new Blob([content], { type }), fileName);
      return status(send("POST", "/api/documents", form));
    },
    ask: (question, patient) =>
      status(
        send(
          "POST",
          "/api/rag/query",
          JSON.stringify({ question, ...(patient && { patient: identityOf(patient) }) }),
        ),
      ),
    search: (text) => status(send("GET", `/api/documents/search?q=${encodeURIComponent(text)}`)),
    send: (method, path, body) => status(send(method, path, body)),
  };
}

function identityOf(patient: Patient): Readonly<Record<string, string>> {
  return { name: patient.name, mrn: patient.mrn, date_of_birth: patient.birthDate, phone: patient.phone };
}

/** Waits until the gateway answers, however long that takes, or until `signal` ends it. */
export async function waitForGateway(gatewayUrl: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await fetch(`${gatewayUrl}/ready`, {
        signal: AbortSignal.timeout(requestTimeoutMillis),
      });
      await response.arrayBuffer();
      if (response.ok) return;
    } catch {
      // Not up yet; asked again below.
    }
    await sleep(500);
  }
}
