import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

type Behaviour = "quick" | "slow" | "failing";

/** Longer than the gateway waits for an answer. */
const neverMillis = 60_000;
const slowEmbeddingMillis = 3_000;
const dimensions = 384;

/** An OpenAI-compatible endpoint over real sockets whose behaviour can be made bad. */
export interface LanguageModel {
  become(behaviour: Behaviour): void;
  close(): Promise<void>;
}

export async function openLanguageModel(port: number): Promise<LanguageModel> {
  let behaviour: Behaviour = "quick";
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      // The gateway gave up while it was still sending.
      if (!request.complete || chunks.length === 0) return;
      const isChat = request.url?.endsWith("/chat/completions") === true;
      void answer(isChat, Buffer.concat(chunks).toString("utf8"), behaviour).then(({ status, body }) => {
        if (response.destroyed) return;
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    become(next) {
      behaviour = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  isChat: boolean,
  request: string,
  behaviour: Behaviour,
): Promise<{ readonly status: number; readonly body: unknown }> {
  if (behaviour === "failing") return { status: 400, body: { error: { message: "refused" } } };
  if (behaviour === "slow")
    await sleep(isChat ? neverMillis : slowEmbeddingMillis, undefined, { ref: false });
  const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
  if (isChat) {
    const message = { role: "assistant", content: "An answer." };
    return {
      status: 200,
      body: { model: "proving", choices: [{ index: 0, message, finish_reason: "stop" }], usage },
    };
  }
  const { input = "" } = JSON.parse(request) as { readonly input?: string | readonly string[] };
  const texts = typeof input === "string" ? [input] : input;
  const data = texts.map((text, index) => ({
    object: "embedding",
    index,
    embedding: Array.from({ length: dimensions }, (_, place) => Math.sin(place + text.length)),
  }));
  return { status: 200, body: { object: "list", model: "proving", data, usage } };
}
