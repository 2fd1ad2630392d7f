import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { createRedactor, defaultPolicy } from "@voiceassist/phi";

/** Copies text line by line, redacted. A reader that goes away (`| head`) ends it quietly. */
export async function redactStream(input: Readable, output: Writable): Promise<void> {
  const redactor = createRedactor(defaultPolicy);
  let open = true;
  output.once("error", (error: NodeJS.ErrnoException) => {
    open = false;
    input.destroy();
    if (error.code !== "EPIPE") throw error;
  });
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (!open) return;
    if (!output.write(`${redactor.text(line)}\n`)) await once(output, "drain");
  }
}
