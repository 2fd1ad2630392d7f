import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import {
  freshPlace,
  getText,
  type RunningProcess,
  ready,
  startObservatory,
  url,
} from "../system/running-process.ts";

const place = freshPlace(21_200);
const kills = 20;
const senders = 4;
const linesPerRequest = 100;
const aliveMillis = 900;
/** The most that one query answers; a sender stays under it in one round. */
const mostLines = 5_000;

afterAll(() => place.remove());

/** Sends as fast as answers come, until the receiver is gone; returns the ids of acknowledged requests. */
async function sendUntilGone(sender: number, round: number, dead: AbortSignal): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let number = 0; !dead.aborted && number < mostLines / linesPerRequest; number += 1) {
    const id = `r${round}s${sender}n${number}`;
    const now = BigInt(Date.now()) * 1_000_000n;
    const values = Array.from({ length: linesPerRequest }, (_, line) => [
      String(now + BigInt(line)),
      `request=${id} line=${line}`,
    ]);
    const body = JSON.stringify({
      streams: [{ stream: { service: "kill-test", sender: `s${sender}`, round: `r${round}` }, values }],
    });
    try {
      const response = await fetch(url(place, "loki", "/loki/api/v1/push"), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      if (response.status === 204) acknowledged.push(id);
      await response.arrayBuffer();
    } catch {
      // Killed while this request was under way: not acknowledged, so nothing is owed.
      return acknowledged;
    }
  }
  return acknowledged;
}

/** How many lines of each request the store has, of one sender in one round. */
async function storedLines(sender: number, round: number): Promise<ReadonlyMap<string, number>> {
  const query = encodeURIComponent(`{service="kill-test", sender="s${sender}", round="r${round}"}`);
  const start = BigInt(Date.now() - 3_600_000) * 1_000_000n;
  const text = await getText(
    url(place, "loki", `/loki/api/v1/query_range?query=${query}&limit=${mostLines}&start=${start}`),
  );
  const counts = new Map<string, number>();
  for (const [, id = ""] of text.matchAll(/request=(\w+) /g)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** The requests of one round that were acknowledged and are not there whole. */
async function lostRequests(
  acknowledged: readonly (readonly string[])[],
  round: number,
): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const [sender, ids] of acknowledged.entries()) {
    const stored = await storedLines(sender, round);
    lost.push(...ids.filter((id) => stored.get(id) !== linesPerRequest));
  }
  return lost;
}

test(`after each of ${kills} kill -9 during ingestion every acknowledged row is there`, {
  timeout: 240_000,
}, async () => {
  const rounds: (readonly (readonly string[])[])[] = [];
  let observatory: RunningProcess = startObservatory(place);
  await ready(url(place, "loki", "/ready"));
  for (let round = 0; round < kills; round += 1) {
    const dead = new AbortController();
    const sending = Array.from({ length: senders }, (_, sender) => sendUntilGone(sender, round, dead.signal));
    await sleep(aliveMillis);
    await observatory.stop("SIGKILL");
    dead.abort();
    const acknowledged = await Promise.all(sending);
    expect(acknowledged.flat().length, "the round acknowledged something").toBeGreaterThan(0);
    rounds.push(acknowledged);
    observatory = startObservatory(place);
    await ready(url(place, "loki", "/ready"));
    expect(await lostRequests(acknowledged, round)).toEqual([]);
  }
  for (const [round, acknowledged] of rounds.entries()) {
    expect(await lostRequests(acknowledged, round)).toEqual([]);
  }
  const lines = rounds.flat(2).length * linesPerRequest;
  process.stdout.write(`${kills} kills, ${lines} acknowledged lines, none lost\n`);
  await observatory.stop();
});
