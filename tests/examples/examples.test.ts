import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { repositoryRoot } from "../system/running-process.ts";

const attempts = 400;
const canary = "537-86-1294";
let child: ChildProcess | undefined;
let receiver: Server | undefined;

afterEach(() => {
  child?.kill("SIGKILL");
  receiver?.closeAllConnections();
  receiver?.close();
});

async function until<T>(read: () => T | undefined): Promise<T> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const value = read();
    if (value !== undefined) return value;
    await sleep(50);
  }
  throw new Error("the awaited did not come");
}

test.each(["plain-node", "express", "fastify"])(
  "the example %s gives metrics, traces and logs without PHI",
  async (example) => {
    const exports: Buffer[] = [];
    receiver = createServer((request, response) => {
      request.on("data", (chunk: Buffer) => exports.push(chunk));
      request.on("end", () => response.end());
    });
    receiver.listen(0, "127.0.0.1");
    await once(receiver, "listening");
    child = spawn(process.execPath, [`${repositoryRoot}/examples/${example}/server.mjs`], {
      env: {
        ...process.env,
        PORT: "0",
        OTLP_ENDPOINT: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output += String(chunk);
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      output += String(chunk);
    });
    const port = await until(() => /"port":(\d+)/.exec(output)?.[1]);

    const response = await fetch(`http://127.0.0.1:${port}/beds/4711?for=${canary}`, {
      headers: { traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" },
    });
    expect(await response.json()).toEqual({ free: true });
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    const access = JSON.parse(
      await until(() => output.split("\n").find((line) => line.includes('"request completed"'))),
    ) as unknown;
    expect(access).toMatchObject({
      service: "bed-board",
      route: "/beds/:id",
      status: 200,
      trace_id: "4bf92f3577b34da6a3ce929d0e0e4736",
    });
    const looked = output.split("\n").find((line) => line.includes("bed looked up"));
    expect(looked).toContain("4bf92f3577b34da6a3ce929d0e0e4736");
    expect(looked).toContain('"route":"/beds/:id"');

    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(metrics).toContain('http_requests_total{method="GET",endpoint="/beds/:id",status="200"} 1\n');

    const exited = once(child, "exit");
    child.kill("SIGTERM");
    await exited;
    const exported = Buffer.concat(exports).toString("latin1");
    expect(exported).toContain("GET /beds/:id");
    for (const text of [output, metrics, exported]) expect(text).not.toContain(canary);
  },
);
