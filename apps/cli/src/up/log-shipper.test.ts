import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { PassThrough } from "node:stream";
import { afterEach, expect, test } from "vitest";
import { shipLines } from "./log-shipper.ts";

let server: Server;

afterEach(() => {
  server.close();
});

/** A receiver that answers with the given statuses in turn, the last one for ever, and keeps what it accepted. */
async function receiver(...statuses: readonly number[]): Promise<{ url: string; accepted: () => string[] }> {
  const lines: string[] = [];
  let requests = 0;
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const status = statuses[Math.min(requests, statuses.length - 1)] ?? 204;
    requests += 1;
    if (status === 204) {
      const push = JSON.parse(body) as { streams: { values: [string, string][] }[] };
      lines.push(...push.streams.flatMap((stream) => stream.values.map(([, line]) => line)));
    }
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/push`, accepted: () => lines };
}

const timeoutMillis = 5_000;

test("lines arrive once, in order, whatever the chunks", async () => {
  const { url, accepted } = await receiver(204);
  const source = new PassThrough();
  const shipper = shipLines(source, url, { service: "s" });
  for (const chunk of ["one\ntw", "o\n", "\nthree", "\nfour"]) source.write(chunk);
  source.end();
  await new Promise((resolve) => source.once("end", resolve));
  await shipper.drain(timeoutMillis);
  expect(accepted()).toEqual(["one", "two", "three", "four"]);
});

test("a batch is sent again until the receiver acknowledges it", async () => {
  const { url, accepted } = await receiver(503, 429, 204);
  const source = new PassThrough();
  const shipper = shipLines(source, url, { service: "s" });
  source.end("kept\n");
  await new Promise((resolve) => source.once("end", resolve));
  await shipper.drain(timeoutMillis);
  expect(accepted()).toEqual(["kept"]);
  expect(shipper.droppedLines).toBe(0);
});

test("a batch that is refused for good is counted, and the next one goes", async () => {
  const { url, accepted } = await receiver(400, 204);
  const source = new PassThrough();
  const shipper = shipLines(source, url, { service: "s" });
  source.write("refused\n");
  await new Promise((resolve) => setTimeout(resolve, 500));
  source.end("accepted\n");
  await new Promise((resolve) => source.once("end", resolve));
  await shipper.drain(timeoutMillis);
  expect(accepted()).toEqual(["accepted"]);
  expect(shipper.droppedLines).toBe(1);
});
