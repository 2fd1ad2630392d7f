import { afterAll, beforeAll, expect, test } from "vitest";
import { portOffsets } from "../system/test-ports.ts";
import { type ObservedGateway, startObservedGateway } from "./observed-gateway.ts";
import { causeOutage } from "./outage.ts";
import type { Fault } from "./trace-receiver.ts";

const millis = { before: 1_000, during: 3_000, after: 1_000 };
const perSecond = 20;
/** `npm run prove:outages` measures it; this only says that nothing runs away. */
const mostGrowthMebibytes = 64;
let gateway: ObservedGateway;

beforeAll(async () => {
  gateway = await startObservedGateway(portOffsets.traceOutages);
});
afterAll(() => gateway.stop());

test.each<Fault>(["gone", "silent", "slow", "failing"])(
  "with a trace receiver that is %s every request is answered, every span is accounted for, and all is well afterwards",
  async (fault) => {
    const outage = await causeOutage(fault, { subject: gateway, control: gateway }, { perSecond, millis });
    const { before, during, after } = outage.phases;
    for (const phase of [before, during, after]) {
      expect(phase.subject.requests).toBeGreaterThan(0);
      expect(phase.subject.failed, errorLines()).toEqual([]);
    }
    expect(during.mostResidentMebibytes - before.mostResidentMebibytes).toBeLessThan(mostGrowthMebibytes);
    expect(outage.droppedAfterRecovery).toBe(0);
    expect(outage.unaccountedSpans).toBe(0);
    expect(gateway.process.stderr()).toBe("");
  },
);

/** What the gateway says of a request that failed. */
function errorLines(): string {
  const lines = gateway.process.stdout().split("\n");
  return lines.filter((line) => /"level":"(?:error|fatal)"/u.test(line)).join("\n");
}
