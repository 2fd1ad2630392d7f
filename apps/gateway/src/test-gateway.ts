import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTelemetry } from "@voiceassist/telemetry";
import { type Gateway, startGateway } from "./gateway.ts";
import { readSettings } from "./settings.ts";

/** The real gateway on a database of its own, and what it wrote. For tests. */
export interface TestGateway {
  readonly gateway: Gateway;
  readonly dataDirectory: string;
  readonly logLines: readonly string[];
  stop(): Promise<void>;
}

export async function startTestGateway(
  environment: Readonly<Record<string, string>> = {},
): Promise<TestGateway> {
  const dataDirectory = await mkdtemp(join(tmpdir(), "va-gateway-"));
  const logLines: string[] = [];
  const telemetry = createTelemetry({
    serviceName: "voiceassist-api-gateway",
    serviceVersion: "0.0.0",
    environment: "test",
    logLevel: "debug",
    logDestination: { write: (line) => void logLines.push(line) },
  });
  const settings = readSettings({ VOICEASSIST_DATA_DIR: dataDirectory, PORT: "0", ...environment });
  const gateway = await startGateway(settings, telemetry);
  return {
    gateway,
    dataDirectory,
    logLines,
    async stop() {
      await gateway.close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly requestId: string;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests assert the shape of what they read
  readonly body: any;
}

/** One request; a plain object is sent as JSON. */
export async function call(
  gateway: Gateway,
  method: string,
  path: string,
  options: { readonly body?: object | string | FormData; readonly token?: string } = {},
): Promise<Answer> {
  const { body, token } = options;
  const isForm = body instanceof FormData;
  const response = await fetch(`${gateway.address}${path}`, {
    method,
    headers: {
      ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: isForm || typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  const { status, headers } = response;
  const requestId = headers.get("x-request-id") ?? "";
  return { status, headers, requestId, text, body: isJson ? JSON.parse(text) : undefined };
}

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

const password = "correct horse battery staple";

export async function logIn(gateway: Gateway, email: string): Promise<Tokens> {
  await call(gateway, "POST", "/api/auth/register", { body: { email, password } });
  const answer = await call(gateway, "POST", "/api/auth/login", { body: { email, password } });
  return answer.body as Tokens;
}

export async function upload(
  gateway: Gateway,
  token: string,
  fileName: string,
  content: string | Uint8Array<ArrayBuffer>,
): Promise<Answer> {
  const form = new FormData();
  form.append("file", new Blob([content]), fileName);
  return await call(gateway, "POST", "/api/documents", { body: form, token });
}
