import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "./embedded-database.ts";

let directory: string;
let database: EmbeddedDatabase;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "va-batches-"));
  database = await startEmbeddedDatabase({ directory, scratch: true, onUnexpectedExit: () => undefined });
}, 120_000);

afterAll(async () => {
  await database.stop();
  rmSync(directory, { recursive: true, force: true });
}, 120_000);

const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const int32 = (value: number): Buffer => Buffer.concat([int16(value >>> 16), int16(value & 0xffff)]);
const zeroed = (text: string): Buffer => Buffer.from(`${text}\0`);

function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

const sync = message("S");
/** Of the unnamed statement. */
const parse = (sql: string): Buffer => message("P", zeroed(""), zeroed(sql), int16(0));
const bindAndExecute = (...values: readonly string[]): Buffer =>
  Buffer.concat([
    message(
      "B",
      zeroed(""),
      zeroed(""),
      int16(0),
      int16(values.length),
      ...values.flatMap((value) => [int32(Buffer.byteLength(value)), Buffer.from(value)]),
      int16(0),
    ),
    message("E", zeroed(""), int32(0)),
  ]);

interface Client {
  send(bytes: Buffer): void;
  /** What came since it was last asked, up to a message of this type. */
  until(type: string): Promise<string>;
  readonly socket: Socket;
}

async function open(): Promise<Client> {
  const socket = connect(`${database.connection.host}/.s.PGSQL.5432`);
  let received = Buffer.alloc(0);
  let wake = (): void => undefined;
  socket.on("data", (bytes) => {
    received = Buffer.concat([received, bytes]);
    wake();
  });
  const client: Client = {
    socket,
    send: (bytes) => socket.write(bytes),
    async until(type) {
      for (;;) {
        for (let at = 0; at + 5 <= received.length; ) {
          const end = at + 1 + received.readInt32BE(at + 1);
          if (end > received.length) break;
          if (received.toString("latin1", at, at + 1) === type) {
            const text = received.toString("latin1", 0, end);
            received = received.subarray(end);
            return text;
          }
          at = end;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
  const startUp = Buffer.concat([int32(196_608), zeroed("user"), zeroed("postgres"), zeroed("")]);
  client.send(Buffer.concat([int32(startUp.length + 4), startUp]));
  await client.until("Z");
  return client;
}

test("a client whose query comes in pieces gets its own answer, whatever others ask meanwhile", async () => {
  const [slow, quick] = [await open(), await open()];
  slow.send(parse("SELECT 'slow ' || $1 || $2"));
  await slow.until("1");
  quick.send(Buffer.concat([parse("SELECT 'quick ' || $1"), bindAndExecute("one"), sync]));
  // The other has time to be taken first, which it must not be.
  await new Promise((resolve) => setTimeout(resolve, 200));
  slow.send(Buffer.concat([bindAndExecute("a", "b"), sync]));
  expect(await slow.until("Z")).toContain("slow ab");
  expect(await quick.until("Z")).toContain("quick one");
  slow.socket.destroy();
  quick.socket.destroy();
});

test("a client that goes in the middle of its query does not hold up the others", async () => {
  const [gone, waiting] = [await open(), await open()];
  gone.send(parse("SELECT $1::text"));
  await gone.until("1");
  waiting.send(Buffer.concat([parse("SELECT 'after ' || $1"), bindAndExecute("it"), sync]));
  gone.socket.destroy();
  expect(await waiting.until("Z")).toContain("after it");
  waiting.socket.destroy();
});

test("after an error the rest of the batch is skipped, and the next client is answered", async () => {
  const [wrong, next] = [await open(), await open()];
  wrong.send(parse("SELECT nothing_like_it"));
  await wrong.until("E");
  next.send(Buffer.concat([parse("SELECT 'next ' || $1"), bindAndExecute("one"), sync]));
  wrong.socket.destroy();
  expect(await next.until("Z")).toContain("next one");
  next.socket.destroy();
});
