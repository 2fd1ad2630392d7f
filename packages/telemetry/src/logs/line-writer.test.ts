import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test, vi } from "vitest";

vi.setConfig({ testTimeout: 60_000 });

const entry = JSON.stringify(new URL("./line-writer.ts", import.meta.url).href);
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** A process that writes through `writer`; it may `report` to the test, which reads its standard output or does not. */
function start(code: string): ChildProcess {
  const program = `
    import { LineWriter } from ${entry};
    let dropped = 0;
    const writer = new LineWriter(1, (lines) => { dropped += lines; });
    const report = (value) => process.send(value);
    ${code}`;
  const child = spawn(process.execPath, ["--import=tsx", "--input-type=module", "-e", program], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  children.push(child);
  return child;
}

async function outputOf(child: ChildProcess): Promise<string> {
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  await once(child, "close");
  return output;
}

const numbered = (count: number): string =>
  Array.from(
    { length: count },
    (_, number) => `{"number":${number},"text":"Zürich – ${"x".repeat(40)}"}\n`,
  ).join("");
const writeNumbered = (count: number): string =>
  `for (let number = 0; number < ${count}; number += 1) writer.write(\`{"number":\${number},"text":"Zürich – \${"x".repeat(40)}"}\\n\`);`;

test.each([
  ["ends because nothing is left to do", writeNumbered(30_000)],
  ["flushes and exits", `${writeNumbered(30_000)} writer.flush(); process.exit();`],
  ["drains and exits", `${writeNumbered(30_000)} await writer.drain(20_000); process.exit();`],
])("a process that %s has written every line, in order", async (_case, code) => {
  expect(await outputOf(start(`${code}; process.disconnect?.();`))).toBe(numbered(30_000));
});

test("lines longer than a chunk arrive whole between others", async () => {
  const code = `
    writer.write("first\\n"); writer.write("é".repeat(200_000) + "\\n"); writer.write("last\\n"); process.disconnect();`;
  expect(await outputOf(start(code))).toBe(`first\n${"é".repeat(200_000)}\nlast\n`);
});

test("lines that come a few at a time are written soon", async () => {
  const child = start(`setInterval(() => writer.write("tick\\n"), 100);`);
  const [text] = (await once(child.stdout ?? child, "data")) as [Buffer];
  expect(text.toString()).toMatch(/^(tick\n)+$/);
});

test("without a reader the process goes on, and every line is counted", async () => {
  const child = start(`
    let written = 0;
    const timer = setInterval(() => {
      writer.write("line\\n");
      written += 1;
      if (written < 100) return;
      clearInterval(timer);
      writer.flush();
      void end();
    }, 2);
    async function end() { await writer.drain(10_000); report({ written, dropped }); process.disconnect(); }`);
  child.stdout?.destroy();
  const [report] = (await once(child, "message")) as [{ readonly written: number; readonly dropped: number }];
  expect(report.written).toBe(100);
  expect(report.dropped).toBeGreaterThan(90);
});

const tooMuch = `
  const line = "y".repeat(1_023) + "\\n";
  for (let number = 0; number < 20_000; number += 1) writer.write(line);
  report({ dropped });`;

test("a reader that does not read costs the lines beyond 8 MiB, and reads the others later", async () => {
  const child = start(`${tooMuch} await writer.drain(1); report({}); process.disconnect();`);
  const [{ dropped }] = (await once(child, "message")) as [{ readonly dropped: number }];
  // Room is kept for three bytes a unit of text.
  expect(dropped).toBeGreaterThan(20_000 - 8 * 1_024 - 100);
  await once(child, "message");
  expect(await outputOf(child)).toBe(`${"y".repeat(1_023)}\n`.repeat(20_000 - dropped));
});

test("the last words of a process that nobody reads do not hold it up", async () => {
  const child = start(`${tooMuch} writer.flush(); report({}); process.exit();`);
  await once(child, "message");
  await once(child, "exit");
});
