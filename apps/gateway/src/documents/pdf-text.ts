import { forkModule } from "../child-module.ts";
import { concurrencyLimit } from "../concurrency-limit.ts";
import { ApiError } from "../errors/api-error.ts";
import type { PdfTextMessage } from "./pdf-text-process.ts";

const readTimeoutMillis = 20_000;
const nodeFlags = ["--max-old-space-size=256"];
const concurrentReadLimit = 2;
const waitingReadLimit = 8;

const limit = concurrencyLimit({ runningLimit: concurrentReadLimit, waitingLimit: waitingReadLimit });

/** @throws ApiError DOCUMENT_UNREADABLE when the file is not a PDF, is protected, or takes too long; OVERLOADED. */
export async function readPdfText(data: Uint8Array): Promise<string> {
  return await limit(() => readInChild(data));
}

function readInChild(data: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = forkModule("./documents/pdf-text-process", { arguments: [], nodeFlags });
    const unreadable = (reason: string): void =>
      reject(new ApiError("DOCUMENT_UNREADABLE", { cause: new Error(reason) }));
    const timer = setTimeout(() => child.kill("SIGKILL"), readTimeoutMillis);
    child.once("message", (message: PdfTextMessage) => {
      if ("text" in message) resolve(message.text);
      else unreadable(message.failure);
    });
    child.once("error", (error) => unreadable(error.message));
    child.once("exit", () => {
      clearTimeout(timer);
      unreadable("the reader ended without an answer");
    });
    child.send(data);
  });
}
