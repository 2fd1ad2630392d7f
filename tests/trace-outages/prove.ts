// What a broken trace receiver does to the gateway: `npm run prove:outages -- --minutes 10 [--write-docs] [--per-second N]`.
import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { makePostgresqlServer } from "../peers/postgresql-server.ts";
import { type LoadTarget, startLoad } from "./gateway-load.ts";
import { type ObservedGateway, startObservedGateway } from "./observed-gateway.ts";
import { causeOutage, type Gateways, type Outage } from "./outage.ts";
import { outagePage, outageTables } from "./page.ts";
import type { Fault } from "./trace-receiver.ts";

const page = fileURLToPath(new URL("../../docs/generated/outages.md", import.meta.url));
const faults: readonly Fault[] = ["gone", "silent", "slow", "failing"];
const millisPerMinute = 60_000;
const postgresqlPort = 32_500;
const portsOfAGateway = 100;
const longestQuietMillis = 45_000;

const { values: options } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    "per-second": { type: "string", default: "40" },
    "first-port-offset": { type: "string", default: "3000" },
    "write-docs": { type: "boolean", default: false },
  },
});
const minutes = Number(options.minutes);
const quietMillis = Math.min(longestQuietMillis, minutes * millisPerMinute);
const perSecond = Number(options["per-second"]);
const offset = Number(options["first-port-offset"]);

const postgresql = makePostgresqlServer(offset + postgresqlPort);
postgresql.start();
const running: ObservedGateway[] = [];
try {
  const options = { databaseUrl: postgresql.url };
  const subject = await startObservedGateway(offset, options);
  running.push(subject);
  const control = await startObservedGateway(offset + portsOfAGateway, options);
  running.push(control);
  await prove({ subject, control });
} finally {
  for (const gateway of running) await gateway.stop();
  postgresql.remove();
}

async function prove(gateways: Gateways): Promise<void> {
  await warmUp(gateways);
  const outages: Outage[] = [];
  for (const fault of faults) {
    const millis = { before: quietMillis, during: minutes * millisPerMinute, after: quietMillis };
    const outage = await causeOutage(fault, gateways, { perSecond, millis });
    outages.push(outage);
    process.stderr.write(`${outageTables([outage])}\n\n`);
  }
  process.stdout.write(`${outageTables(outages)}\n`);
  if (options["write-docs"]) writeFileSync(page, outagePage(outages, minutes, perSecond));
}

/** Code is compiled and buffers have their size: what memory does afterwards is the outage's. */
async function warmUp({ subject, control }: Gateways): Promise<void> {
  const targets: LoadTarget[] = [];
  for (const gateway of [subject, control]) {
    // Read and thrown away: hours of it would fill this process.
    gateway.process.child.stdout?.removeAllListeners("data").resume();
    targets.push({ address: gateway.address, accessToken: await gateway.logIn(), onAnswer() {} });
  }
  const load = startLoad(targets, perSecond);
  await sleep(quietMillis);
  await load.stop();
}
