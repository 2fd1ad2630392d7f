import type { Redactor } from "@voiceassist/phi";

/** A line that is longer is no line of a log: it and what follows are read as one text. */
const maxLineCharacters = 1_048_576;
/** So long a private key stands on several lines, at most. */
const maxKeyCharacters = 32_768;

/** A message of segments, or a document of JSON that goes on. */
const opensDocument = /^\s*(?:(?:MSH|FHS|BHS|ISA)[^\w\s]|[[{][\s[{]*$)/;
const opensKey = /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY/;
const closesKey = /-----END (?:[A-Z0-9]+ ){0,3}PRIVATE KEY/;

/**
 * The text line by line, so that whoever follows a log sees each at once; the ends of lines stay as they are. A first line
 * that opens a document makes all one text, and the lines of a private key go together.
 */
export async function* redactedLines(
  input: AsyncIterable<string>,
  redactor: Redactor,
): AsyncGenerator<string> {
  let pending = "";
  let searched = 0;
  let isFirst = true;
  const chunks = input[Symbol.asyncIterator]();
  for (let chunk = await chunks.next(); chunk.done !== true; chunk = await chunks.next()) {
    pending += chunk.value;
    let lines = "";
    for (let end = pending.indexOf("\n", searched); end >= 0; end = pending.indexOf("\n", searched)) {
      if (isFirst && opensDocument.test(pending.slice(0, end))) break;
      isFirst = false;
      searched = end + 1;
      const line = pending.slice(0, end);
      if (opensKey.test(line) && !closesKey.test(line) && line.length < maxKeyCharacters) continue;
      const isCarriage = line.endsWith("\r");
      lines += `${redactor.text(isCarriage ? line.slice(0, -1) : line)}${isCarriage ? "\r\n" : "\n"}`;
      pending = pending.slice(searched);
      searched = 0;
    }
    if (lines !== "") yield lines;
    const isDocument = isFirst && opensDocument.test(pending);
    if (!isDocument && pending.length - searched < maxLineCharacters) continue;
    yield* redactedText(pending, { [Symbol.asyncIterator]: () => chunks }, redactor);
    return;
  }
  if (pending !== "") yield redactor.text(pending);
}

/** All of it as one text, in as many pieces as can be told apart. */
export async function* redactedText(
  start: string,
  rest: AsyncIterable<string>,
  redactor: Redactor,
): AsyncGenerator<string> {
  const stream = redactor.stream();
  let redacted = stream.push(start);
  for await (const chunk of rest) {
    if (redacted !== "") yield redacted;
    redacted = stream.push(chunk);
  }
  yield redacted + stream.end();
}
