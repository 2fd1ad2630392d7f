/** Unwinds parsing or expanding to its entry point, which makes it a value. Worded as in Go's text/template. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
}

/** `template: name:1:12: message`: line from 1, column in bytes from 0, as in Go. */
export function placedError(name: string, text: string, offset: number, message: string): TemplateError {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  const column = new TextEncoder().encode(before.slice(before.lastIndexOf("\n") + 1)).length;
  return new TemplateError(`template: ${name}:${line}:${column}: ${message}`);
}

/** Of a template that cannot be parsed, where only the line is told. */
export function parseError(name: string, text: string, offset: number, message: string): TemplateError {
  return new TemplateError(`template: ${name}:${text.slice(0, offset).split("\n").length}: ${message}`);
}
