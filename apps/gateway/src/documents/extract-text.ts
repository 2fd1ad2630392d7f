import { ApiError } from "../errors/api-error.ts";
import type { DocumentType } from "./document-type.ts";
import { readPdfText } from "./pdf-text.ts";

/** About 300 pages. */
const longestTextCharacters = 1_000_000;

/** PostgreSQL's text cannot hold it. Fonts of a PDF may yield it; a text file that has it is not one. */
const zero = "\u0000";

/**
 * The document's text with uniform line ends.
 *
 * @throws ApiError DOCUMENT_UNREADABLE, BODY_TOO_LARGE
 */
export async function extractText(type: DocumentType, content: Buffer): Promise<string> {
  const text = (type === "pdf" ? await readPdfText(content) : decodeUtf8(content))
    .replace(/\r\n?/g, "\n")
    .replaceAll(zero, "")
    .trim();
  if (text === "") throw new ApiError("DOCUMENT_UNREADABLE");
  if (text.length > longestTextCharacters) throw new ApiError("BODY_TOO_LARGE");
  return text;
}

function decodeUtf8(content: Buffer): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(content);
    if (!text.includes(zero)) return text;
  } catch (error) {
    throw new ApiError("DOCUMENT_UNREADABLE", { cause: error });
  }
  throw new ApiError("DOCUMENT_UNREADABLE");
}
