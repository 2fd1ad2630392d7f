import type { ApiAnswer, ApiBody } from "./compare.ts";

/** Asks by POST form, as Grafana does. */
export async function ask(
  server: string,
  route: "query" | "query_range",
  parameters: Readonly<Record<string, string>>,
): Promise<ApiAnswer> {
  const response = await fetch(`${server}/api/v1/${route}`, {
    method: "POST",
    body: new URLSearchParams(parameters),
  });
  return { status: response.status, body: (await response.json()) as ApiBody };
}
