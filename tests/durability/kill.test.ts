import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { freshPlace, type RunningProcess, ready, startObservatory, url } from "../system/running-process.ts";
import { portOffsets } from "../system/test-ports.ts";
import { mostRequestsPerRound, rowsPerRequest, type Sender, senders } from "./sender.ts";

const place = freshPlace(portOffsets.durability);
const kills = 20;
const aliveMillis = 900;
/** On a loaded machine each sender's first acknowledgement may take this long. */
const mostAliveMillis = 15_000;
const askAgainMillis = 50;
let observatory: RunningProcess;

afterAll(async () => {
  await observatory.stop();
  place.remove();
});

async function start(): Promise<void> {
  observatory = startObservatory(place);
  const saidWhenEnded = observatory.exited.then(() => {
    throw new Error(`The observatory did not start: ${observatory.stderr()}`);
  });
  // Killed later on purpose: only an end before readiness is a failure.
  saidWhenEnded.catch(() => undefined);
  for (const address of [url(place, "loki", "/ready"), url(place, "prometheus", "/-/ready")]) {
    await Promise.race([ready(address), saidWhenEnded]);
  }
}

interface Acknowledged {
  readonly sender: Sender;
  readonly round: string;
  readonly ids: readonly string[];
}

/** Sends as fast as answers come, until the receiver is gone; `heard` gets those that were acknowledged something. */
async function sendUntilGone(
  sender: Sender,
  round: string,
  dead: AbortSignal,
  heard: Set<Sender>,
): Promise<Acknowledged> {
  const ids: string[] = [];
  for (let number = 0; !dead.aborted && number < mostRequestsPerRound; number += 1) {
    const id = `${round}n${number}`;
    try {
      const status = await sender.send(place, round, id);
      if (status !== 200 && status !== 204) continue;
      ids.push(id);
      heard.add(sender);
    } catch {
      // Killed while this request was under way: not acknowledged, so nothing is owed.
      break;
    }
  }
  return { sender, round, ids };
}

/** Acknowledged requests that are not there whole. */
async function lostRequests({ sender, round, ids }: Acknowledged): Promise<readonly string[]> {
  const stored = await sender.stored(place, round, ids);
  return ids.filter((id) => stored.get(id) !== rowsPerRequest).map((id) => `${sender.name} ${id}`);
}

test(`after each of ${kills} kill -9 during ingestion every acknowledged row is there`, {
  timeout: 480_000,
}, async () => {
  const all: Acknowledged[] = [];
  await start();
  for (let number = 0; number < kills; number += 1) {
    const dead = new AbortController();
    const heard = new Set<Sender>();
    const sending = senders.map((sender) => sendUntilGone(sender, `r${number}`, dead.signal, heard));
    await sleep(aliveMillis);
    const latest = Date.now() + mostAliveMillis;
    while (heard.size < senders.length && Date.now() < latest) await sleep(askAgainMillis);
    await observatory.stop("SIGKILL");
    dead.abort();
    const acknowledged = await Promise.all(sending);
    for (const { sender, ids } of acknowledged) {
      expect(ids.length, `${sender.name} had something acknowledged`).toBeGreaterThan(0);
    }
    all.push(...acknowledged);
    await start();
    for (const request of acknowledged) expect(await lostRequests(request)).toEqual([]);
  }
  for (const request of all) expect(await lostRequests(request)).toEqual([]);
  const requests = all.reduce((sum, { ids }) => sum + ids.length, 0);
  process.stdout.write(`${kills} kills, ${requests * rowsPerRequest} acknowledged rows, none lost\n`);
});
