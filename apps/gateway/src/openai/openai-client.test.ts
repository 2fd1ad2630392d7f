import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createTelemetry } from "@voiceassist/telemetry";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { type OpenAiClient, openAiClient } from "./openai-client.ts";

let provider: Server | undefined;
afterEach(() => provider?.close());

const reply = z.object({ ok: z.boolean() });

/** A provider that gives these answers, one a request, then the last one for ever. */
async function clientOf(...answers: readonly (readonly [status: number, body: string])[]): Promise<{
  readonly client: OpenAiClient;
  readonly requests: () => number;
  readonly exposition: () => Promise<string>;
}> {
  let requests = 0;
  const server = createServer((request, response) => {
    const [status, body] = answers[Math.min(requests, answers.length - 1)] ?? [500, ""];
    requests += 1;
    request.resume().on("end", () => response.writeHead(status, { "retry-after": "0" }).end(body));
  });
  provider = server;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const telemetry = createTelemetry({
    serviceName: "test",
    serviceVersion: "0.0.0",
    environment: "test",
    logLevel: "fatal",
    logDestination: { write: () => undefined },
  });
  const client = openAiClient(
    { apiKey: "key", baseUrl: `http://127.0.0.1:${port}/v1`, model: "m" },
    { telemetry },
  );
  return { client, requests: () => requests, exposition: () => telemetry.metrics.exposition() };
}

describe("a call to the provider", () => {
  test("reports and counts the tokens of its answer", async () => {
    const answer = { ok: true, usage: { prompt_tokens: 12, completion_tokens: 3 } };
    const { client, exposition } = await clientOf([200, JSON.stringify(answer)]);
    expect(await client.post("chat_completion", "/x", { model: "m" }, reply)).toEqual({
      body: { ok: true },
      usage: { promptTokens: 12, completionTokens: 3 },
    });
    const text = await exposition();
    expect(text).toContain(
      'gen_ai_client_unpriced_tokens_total{gen_ai_provider_name="openai",gen_ai_request_model="m",gen_ai_token_type="input"} 12',
    );
    expect(text).toContain(
      'external_api_calls_total{service="openai",operation="chat_completion",status="200"} 1',
    );
  });

  test.each([429, 500, 503])("is repeated after %i", async (status) => {
    const { client, requests } = await clientOf([status, ""], [200, '{"ok":true}']);
    expect((await client.post("chat_completion", "/x", { model: "m" }, reply)).body.ok).toBe(true);
    expect(requests()).toBe(2);
  });

  test.each<readonly [what: string, answer: readonly [number, string], requests: number]>([
    ["keeps failing", [500, ""], 3],
    ["refuses the request", [400, '{"error":"Jane Roe"}'], 1],
    ["answers something that is not JSON", [200, "Jane Roe"], 1],
    ["answers JSON of another form", [200, '{"ok":"Jane Roe"}'], 1],
  ])("fails by its code when the provider %s", async (_what, answer, expected) => {
    const { client, requests } = await clientOf(answer);
    const call = client.post("chat_completion", "/x", { model: "m" }, reply);
    await expect(call).rejects.toMatchObject({ code: "PROVIDER_FAILED", statusCode: 502 });
    await expect(call).rejects.not.toThrow(/Roe/);
    expect(requests()).toBe(expected);
  });
});
