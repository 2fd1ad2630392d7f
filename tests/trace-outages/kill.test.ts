import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { portOffsets } from "../system/test-ports.ts";
import { type Answer, startLoad } from "./gateway-load.ts";
import { startObservedGateway } from "./observed-gateway.ts";
import { openTraceReceiver } from "./trace-receiver.ts";

/** `KILLS=20` for more. */
const kills = Number(process.env.KILLS ?? 2);
const perSecond = 80;
const aliveMillis = 2_500;
/** README of the telemetry package; the rest is patience with a loaded machine. */
const exportIntervalMillis = 1_000;
const patienceMillis = 1_000;
const lastLinesMillis = 20;
const arrivalMillis = 200;

const seen: { readonly answered: number; readonly oldestLine: number; readonly oldestSpan: number }[] = [];

afterAll(() => {
  for (const { answered, oldestLine, oldestSpan } of seen)
    process.stdout.write(
      `${answered} answers; before the kill, ms: oldest without its line ${oldestLine}, without its span ${oldestSpan}\n`,
    );
});

/** How long before the kill the oldest of these answers was given. */
function oldest(answers: readonly Answer[], killedAtMillis: number): number {
  return Math.max(0, ...answers.map(({ answeredAtMillis }) => killedAtMillis - answeredAtMillis));
}

test.each(Array.from({ length: kills }, (_, index) => index + 1))(
  "kill -9 under load, number %i: no line that was written is lost, and of spans the last interval's at most",
  async () => {
    const withSpan = new Set<string>();
    const receiver = await openTraceReceiver((spans) => {
      for (const { traceId, kind } of spans) if (kind === "server") withSpan.add(traceId);
    });
    const gateway = await startObservedGateway(portOffsets.traceOutageKill, { receiver });
    const answers: Answer[] = [];
    const load = startLoad(
      [
        {
          address: gateway.address,
          accessToken: await gateway.logIn(),
          onAnswer: (answer) => void (answer.status === 200 && answers.push(answer)),
        },
      ],
      perSecond,
    );
    await sleep(aliveMillis);
    const killedAtMillis = Date.now();
    gateway.process.child.kill("SIGKILL");
    await gateway.process.exited;
    await load.stop();
    await sleep(arrivalMillis);
    await gateway.stop();

    // The last line may have been cut by the kill.
    const lines = gateway.process.stdout().split("\n").slice(0, -1);
    const withLine = new Set(
      lines
        .map((line) => JSON.parse(line))
        .flatMap(({ status, trace_id }) => (status === 200 ? [trace_id] : [])),
    );
    const missing = (found: ReadonlySet<string>): number =>
      oldest(
        answers.filter(({ traceId }) => !found.has(traceId)),
        killedAtMillis,
      );
    seen.push({ answered: answers.length, oldestLine: missing(withLine), oldestSpan: missing(withSpan) });
    expect(answers.length).toBeGreaterThan(perSecond / 2);
    expect(missing(withLine)).toBeLessThan(lastLinesMillis + patienceMillis);
    expect(missing(withSpan)).toBeLessThan(exportIntervalMillis + patienceMillis);
  },
);
