// Writes log entries to the store in argv[2] as fast as it can and prints, after each acknowledged append, how many
// entries were acknowledged so far. `open` as argv[3] only opens the store and waits.
import { openStore } from "../src/open-store.ts";

const [, , directory = "", mode] = process.argv;
const ENTRIES_AN_APPEND = 20;
const WRITERS = 4;

const store = await openStore({ location: { kind: "embedded", directory }, retentionDays: 90 });
process.stdout.write("open\n");

async function write(writer: number): Promise<never> {
  for (let next = 0; ; next += ENTRIES_AN_APPEND) {
    const entries = Array.from({ length: ENTRIES_AN_APPEND }, (_value, index) => ({
      timeUnixNano: BigInt(Date.now()) * 1_000_000n,
      line: `${writer}/${next + index}`,
      metadata: {},
    }));
    await store.logs.append([{ labels: { service: "writer", writer: String(writer) }, entries }]);
    process.stdout.write(`${writer} ${next + ENTRIES_AN_APPEND}\n`);
  }
}

if (mode === "open") setInterval(() => {}, 1000);
else await Promise.all(Array.from({ length: WRITERS }, (_value, writer) => write(writer)));
