import { createInterface } from "node:readline";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createRedactor, defaultPolicy } from "@voiceassist/phi";

/** Copies text line by line, redacted. A reader that goes away (`| head`) ends it quietly. */
export async function redactStream(input: Readable, output: Writable): Promise<void> {
  try {
    await pipeline(Readable.from(redactedLines(input)), output, { end: false });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPIPE")) throw error;
  }
}

async function* redactedLines(input: Readable): AsyncGenerator<string> {
  const redactor = createRedactor(defaultPolicy);
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    yield `${redactor.text(line)}\n`;
  }
}
