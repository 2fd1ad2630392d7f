import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const timeout = 90_000;
const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const directory = mkdtempSync(join(tmpdir(), "va-gateway-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Runs the program until it ends, or until its output holds `stopAt`; then it is asked to stop. */
function run(environment: Readonly<Record<string, string>>, stopAt?: string) {
  const child = spawn(process.execPath, ["--conditions=source", "--import=tsx", main], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: { VOICEASSIST_DATA_DIR: join(directory, "data"), PORT: "0", ...environment },
  });
  let output = "";
  let complaint = "";
  child.stdout.on("data", (data) => {
    output += String(data);
    if (stopAt !== undefined && output.includes(stopAt)) child.kill("SIGTERM");
  });
  child.stderr.on("data", (data) => {
    complaint += String(data);
  });
  return new Promise<{ readonly code: number | null; readonly output: string; readonly complaint: string }>(
    (resolve) => child.once("exit", (code) => resolve({ code, output, complaint })),
  );
}

describe("what cannot run says so in one line and ends with code 1", () => {
  test("a malformed setting", { timeout }, async () => {
    expect(await run({ LOG_LEVEL: "loud" })).toEqual({
      code: 1,
      output: "",
      complaint: "LOG_LEVEL must be debug, info, warn, error or fatal.\n",
    });
  });

  test("a data directory that cannot be written to", { timeout }, async () => {
    const file = join(directory, "file");
    writeFileSync(file, "");
    const { code, complaint } = await run({ VOICEASSIST_DATA_DIR: file });
    expect(code).toBe(1);
    expect(complaint).toMatch(/^The data directory .+ cannot be written to \(ENOTDIR\): [^\n]+\.\n$/);
  });

  test("a database server that does not answer", { timeout }, async () => {
    const { code, complaint } = await run({ DATABASE_URL: "postgresql://u:secret@127.0.0.1:1/x" });
    expect(code).toBe(1);
    expect(complaint).toMatch(/^The database does not answer \(ECONNREFUSED\): [^\n]+\.\n$/);
  });

  test("a port that is taken", { timeout }, async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const { code, complaint } = await run({ PORT: String(port) });
    server.close();
    expect(code).toBe(1);
    expect(complaint).toBe(
      `Port ${port} of 127.0.0.1 cannot be opened (EADDRINUSE): free it, or set PORT or VOICEASSIST_PORT_OFFSET.\n`,
    );
  });
});

test("it says what is missing, one line each, and stops when asked", { timeout }, async () => {
  const { code, output, complaint } = await run({}, "gateway listening");
  expect({ code, complaint }).toEqual({ code: 0, complaint: "" });
  const lines = output
    .trim()
    .split("\n")
    .map((line): { setting?: string } => JSON.parse(line));
  expect(lines.flatMap(({ setting }) => setting ?? [])).toEqual([
    "DATABASE_URL",
    "REDIS_URL",
    "QDRANT_URL",
    "OPENAI_API_KEY",
    "BACKUP_KEY_FILE",
    "OTLP_ENDPOINT",
  ]);
});
