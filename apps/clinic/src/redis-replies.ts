/** A simple string, a number, a bulk string, nothing, an error, or a list of these. */
export type Reply = string | number | Buffer | null | Error | readonly Reply[];

export function bulk(text: string): Buffer {
  return Buffer.from(text);
}

/** RESP 2. */
export function serialise(reply: Reply): Buffer {
  if (reply === null) return Buffer.from("$-1\r\n");
  if (typeof reply === "string") return Buffer.from(`+${reply}\r\n`);
  if (typeof reply === "number") return Buffer.from(`:${reply}\r\n`);
  if (reply instanceof Error) return Buffer.from(`-${reply.message}\r\n`);
  if (Buffer.isBuffer(reply))
    return Buffer.concat([Buffer.from(`$${reply.length}\r\n`), reply, Buffer.from("\r\n")]);
  return Buffer.concat([Buffer.from(`*${reply.length}\r\n`), ...reply.map(serialise)]);
}
