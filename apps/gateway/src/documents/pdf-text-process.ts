/**
 * Reads the text of one PDF, in a process of its own: parsing may take seconds of computing and hundreds of MB, and a
 * hostile file must not take the gateway with it.
 */
import { PDFParse } from "pdf-parse";

export type PdfTextMessage = { readonly text: string } | { readonly failure: string };

process.once("message", (data: Uint8Array) => {
  void read(data).then((message) => process.send?.(message, () => process.disconnect()));
});

async function read(data: Uint8Array): Promise<PdfTextMessage> {
  const parser = new PDFParse({ data, isEvalSupported: false });
  try {
    const { pages } = await parser.getText();
    return { text: pages.map((page) => page.text).join("\n\n") };
  } catch (error) {
    return { failure: error instanceof Error ? error.name : "unknown" };
  }
}
