/** A command and its arguments. */
export type RedisCommand = readonly Buffer[];

const argumentLimit = 64;
const longestArgumentBytes = 4 * 1024 * 1024;
const lineEnd = "\r\n";

/** Takes what arrives and gives the commands that are whole by then: RESP arrays of bulk strings. */
export function readCommands(): (data: Buffer) => readonly RedisCommand[] {
  let waiting: Buffer = Buffer.alloc(0);
  return (data) => {
    waiting = Buffer.concat([waiting, data]);
    const commands: RedisCommand[] = [];
    for (;;) {
      const read = readCommand(waiting);
      if (read === undefined) return commands;
      commands.push(read.command);
      waiting = waiting.subarray(read.end);
    }
  };
}

/** @throws Error when the bytes are no command, or one that is too large. */
function readCommand(bytes: Buffer): { readonly command: RedisCommand; readonly end: number } | undefined {
  const head = readNumber(bytes, 0, "*", argumentLimit);
  if (head === undefined) return undefined;
  const command: Buffer[] = [];
  let at = head.end;
  for (let index = 0; index < head.value; index += 1) {
    const size = readNumber(bytes, at, "$", longestArgumentBytes);
    if (size === undefined || bytes.length < size.end + size.value + lineEnd.length) return undefined;
    command.push(bytes.subarray(size.end, size.end + size.value));
    at = size.end + size.value + lineEnd.length;
  }
  return { command, end: at };
}

function readNumber(
  bytes: Buffer,
  at: number,
  mark: "*" | "$",
  limit: number,
): { readonly value: number; readonly end: number } | undefined {
  const end = bytes.indexOf(lineEnd, at);
  if (end < 0) return undefined;
  const value = Number(bytes.toString("latin1", at + 1, end));
  if (String.fromCharCode(bytes[at] ?? 0) !== mark || !Number.isInteger(value) || value < 0 || value > limit)
    throw new Error("ERR Protocol error");
  return { value, end: end + lineEnd.length };
}
