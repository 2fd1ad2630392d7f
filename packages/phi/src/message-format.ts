/** Formats whose values are told by their place, so that a text that is one is read as one. */
export type MessageFormat = "hl7" | "x12";

const hl7Header = /^\v?MSH([^A-Za-z0-9\s])[^A-Za-z0-9\s]{3,5}\1/;
const x12Header = /^\s{0,16}ISA([^A-Za-z0-9\s])[^\n]{2}\1/;

/** The format of a message that starts the text, by its header; undefined for any other text. */
export function messageFormat(text: string): MessageFormat | undefined {
  const first = text.charCodeAt(0);
  // An `M`, or the vertical tab of an MLLP frame.
  if ((first === 77 || first === 11) && hl7Header.test(text)) return "hl7";
  // An `I`, or the blank before it.
  if ((first === 73 || first <= 32) && x12Header.test(text)) return "x12";
  return undefined;
}

/** Whether a JSON text may hold a message in one of its strings. */
export function quotesMessage(json: string): boolean {
  // Quotation marks are many in JSON, capitals few: to look for those first is ten times faster.
  return quotes(json, "MSH") || quotes(json, "ISA");
}

function quotes(json: string, start: string): boolean {
  return json.includes(start) && json.includes(`"${start}`);
}
