export const documentTypes = ["text", "markdown", "pdf"] as const;

export type DocumentType = (typeof documentTypes)[number];

const typeByExtension: Readonly<Record<string, DocumentType>> = {
  txt: "text",
  md: "markdown",
  markdown: "markdown",
  pdf: "pdf",
};
const typeByMediaType: Readonly<Record<string, DocumentType>> = {
  "text/plain": "text",
  "text/markdown": "markdown",
  "application/pdf": "pdf",
};

/** By the file name's extension, else by the declared media type; undefined for a type that is not taken. */
export function documentTypeOf(fileName: string, mediaType: string): DocumentType | undefined {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase();
  if (extension !== undefined) return typeByExtension[extension];
  return typeByMediaType[mediaType];
}
