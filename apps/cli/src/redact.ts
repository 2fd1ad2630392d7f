import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { StringDecoder } from "node:string_decoder";
import { createRedactor, defaultPolicy } from "@voiceassist/phi";
import { redactedLines, redactedText } from "./redacted-lines.ts";
import { reasonOf } from "./scan/scan-files.ts";

/** As that of `scan`: something could not be read. */
const unreadableExitCode = 2;

/** Copies text line by line, redacted. A reader that goes away (`| head`) ends it quietly. */
async function redactStream(input: Readable, output: Writable): Promise<void> {
  await write(redactedLines(decoded(input), createRedactor(defaultPolicy)), output);
}

/** Copies files one after the other, each redacted as a whole, so that what stands on several lines is found; `-` is standard input. */
export async function redactFiles(
  paths: readonly string[],
  input: Readable,
  output: Writable,
  complain: (problem: string) => void,
): Promise<number> {
  let exitCode = 0;
  for (const path of paths) {
    if (path === "-") {
      await redactStream(input, output);
      continue;
    }
    try {
      if ((await stat(path)).isDirectory()) {
        complain(`${path}: is a directory; give the files in it.`);
        exitCode = unreadableExitCode;
      } else {
        const text = redactedText("", createReadStream(path, "utf8"), createRedactor(defaultPolicy));
        await write(text, output);
      }
    } catch (error) {
      complain(`${path}: ${reasonOf(error)}`);
      exitCode = unreadableExitCode;
    }
  }
  return exitCode;
}

async function write(texts: AsyncGenerator<string>, output: Writable): Promise<void> {
  try {
    await pipeline(Readable.from(texts), output, { end: false });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPIPE")) throw error;
  }
}

/** Bytes as UTF-8; what is none becomes U+FFFD. */
async function* decoded(input: Readable): AsyncGenerator<string> {
  const decoder = new StringDecoder("utf8");
  for await (const chunk of input) yield typeof chunk === "string" ? chunk : decoder.write(chunk);
  yield decoder.end();
}
