import { type Place, url } from "../system/running-process.ts";

export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests assert the shape of what they read
  readonly body: any;
}

/** The gateway as one account uses it. */
export interface GatewaySession {
  readonly tokens: { readonly access_token: string; readonly refresh_token: string };
  send(method: string, path: string, body?: unknown): Promise<Reply>;
  upload(fileName: string, text: string): Promise<Reply>;
}

export async function send(
  place: Place,
  method: string,
  path: string,
  options: { readonly body?: unknown; readonly token?: string } = {},
): Promise<Reply> {
  const { body, token } = options;
  const isForm = body instanceof FormData;
  const response = await fetch(url(place, "gateway", path), {
    method,
    headers: {
      ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  return { status: response.status, body: isJson ? JSON.parse(text) : text };
}

/** Registers where needed, and logs in. */
export async function openSession(
  place: Place,
  account: { readonly email: string; readonly password: string },
): Promise<GatewaySession> {
  await send(place, "POST", "/api/auth/register", { body: account });
  const login = await send(place, "POST", "/api/auth/login", { body: account });
  if (login.status !== 200) throw new Error(`The log-in was answered with ${login.status}.`);
  const token: string = login.body.access_token;
  return {
    tokens: login.body,
    send: (method, path, body) =>
      send(place, method, path, { token, ...(body === undefined ? {} : { body }) }),
    upload(fileName, text) {
      const form = new FormData();
      form.append("file", new Blob([text], { type: "text/plain" }), fileName);
      return send(place, "POST", "/api/documents", { token, body: form });
    },
  };
}

/** The value of one series of the gateway's metrics; 0 when there is none. */
export async function metric(place: Place, series: string): Promise<number> {
  const text = String((await send(place, "GET", "/metrics")).body);
  const line = text.split("\n").find((candidate) => candidate.startsWith(`${series} `));
  return Number(line?.slice(series.length) ?? 0);
}
