// Redaction of one log line, against the fastest redaction library we know of, in one run.
import { Redactor as PeerRedactor } from "@redactpii/node";
import { createRedactor, defaultPolicy } from "@voiceassist/phi";
import { Bench } from "tinybench";

const filler =
  "level=info route=/api/rag/query status=200 duration_ms=31.4 trace_id=0af7651916cd43dd8448eb211c80319c ";
const pad = (text: string): string => `${text}${filler.repeat(3)}`.slice(0, 200);

/** Shapes of a 200-byte line. */
const lines = {
  "clean line, 200 B": pad(""),
  "one identifier, 200 B": pad("call (212) 555-0147 "),
  "three identifiers, 200 B": pad("SSN 736-21-1234 mail maria.johnson@example.org card 4111111111111111 "),
};

const redactor = createRedactor(defaultPolicy);
const peer = new PeerRedactor();

for (const [shape, line] of Object.entries(lines)) {
  const bench = new Bench({ time: 500 });
  bench.add("voiceassist phi", () => {
    redactor.text(line);
  });
  bench.add("@redactpii/node", () => {
    peer.redact(line);
  });
  await bench.run();
  const micros = bench.tasks.map((task) =>
    "latency" in task.result ? task.result.latency.p50 * 1_000 : Number.NaN,
  );
  const [own = Number.NaN, theirs = Number.NaN] = micros;
  process.stdout.write(
    `${shape.padEnd(28)} ${own.toFixed(2)} µs   peer ${theirs.toFixed(2)} µs   ratio ${(own / theirs).toFixed(2)}\n`,
  );
}
