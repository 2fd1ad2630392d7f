import { unescape as percentDecode } from "node:querystring";

/** An HTTP API that is scanned. */
export interface Api {
  /** What it is called in sentences: Loki, Prometheus, Jaeger. */
  readonly name: string;
  readonly url: URL;
}

export type Answer =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly problem: string };

const requestTimeoutMillis = 60_000;
const maxAnswerSizeBytes = 512 * 1024 * 1024;

/**
 * The `data` of the JSON that an API answers to a GET. User and password of the URL are sent as Basic authorization.
 * A problem names the address and the status, and quotes neither query nor answer: both can hold identifiers.
 */
export async function getData(
  api: Api,
  path: string,
  query: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const url = new URL(`${api.url.pathname.replace(/\/$/, "")}${path}`, api.url);
  url.search = new URLSearchParams(query).toString();
  const authorization =
    api.url.username === ""
      ? undefined
      : `Basic ${Buffer.from(`${percentDecode(api.url.username)}:${percentDecode(api.url.password)}`).toString("base64")}`;
  url.username = "";
  url.password = "";
  const shown = `${url.origin}${url.pathname}`;
  const failed = (what: string): Answer => ({
    ok: false,
    problem: `${shown} ${what}; give the address of a ${api.name}, such as ${examples[api.name] ?? url.origin}.`,
  });
  let body: string;
  try {
    const response = await fetch(url, {
      headers: { ...headers, ...(authorization === undefined ? {} : { authorization }) },
      signal: AbortSignal.timeout(requestTimeoutMillis),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return failed(`answered ${response.status}`);
    }
    const read = await boundedText(response);
    if (read === undefined) {
      return {
        ok: false,
        problem: `${shown} answered more than ${maxAnswerSizeBytes} bytes; shorten --since.`,
      };
    }
    body = read;
  } catch (error) {
    return failed(`did not answer (${failureOf(error)})`);
  }
  const parsed = parse(body);
  if (isRecord(parsed) && "data" in parsed) return { ok: true, data: parsed.data };
  // Loki leaves an empty list out.
  if (isRecord(parsed) && parsed.status === "success") return { ok: true, data: undefined };
  return failed("answered something else than JSON with data");
}

const examples: Readonly<Record<string, string>> = {
  Loki: "http://localhost:3100",
  Prometheus: "http://localhost:9090",
  Jaeger: "http://localhost:16686",
};

async function boundedText(response: Response): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = "";
  let sizeBytes = 0;
  for await (const chunk of response.body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > maxAnswerSizeBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Told apart from every JSON object by the caller.
    return undefined;
  }
}

function failureOf(error: unknown): string {
  if (error instanceof Error && error.name === "TimeoutError") return `within ${requestTimeoutMillis} ms`;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause ? String(cause.code) : "connection failed";
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The items of a JSON array; none for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The string members of a JSON object. */
export function labelsOf(value: unknown): readonly (readonly [name: string, value: string])[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, text]) =>
    typeof text === "string" ? [[name, text] as const] : [],
  );
}
