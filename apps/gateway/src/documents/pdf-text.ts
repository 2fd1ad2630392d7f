import { forkModule } from "../child-module.ts";
import { ApiError } from "../errors/api-error.ts";
import type { PdfTextMessage } from "./pdf-text-process.ts";

const readTimeoutMillis = 20_000;
const nodeFlags = ["--max-old-space-size=256"];
const concurrentReadLimit = 2;

let running = 0;
const waiting: (() => void)[] = [];

/** @throws ApiError DOCUMENT_UNREADABLE when the file is not a PDF, is protected, or takes too long. */
export async function readPdfText(data: Uint8Array): Promise<string> {
  if (running >= concurrentReadLimit) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await readInChild(data);
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
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
