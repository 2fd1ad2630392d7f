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

afterAll(() => place.remove());

/** Sends as fast as answers come, until the receiver is gone; returns the ids of acknowledged requests. */
async function sendUntilGone(sender: number, round: number, dead: AbortSignal): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let number = 0; !dead.aborted; number += 1) {
    const id = `r${round}s${sender}n${number}`;
    const now = BigInt(Date.now()) * 1_000_000n;
    const values = Array.from({ length: linesPerRequest }, (_, line) => [
      String(now + BigInt(line)),
      `request=${id} line=${line}`,
    ]);
    const body = JSON.stringify({
      streams: [{ stream: { service: "kill-test", sender: `s${sender}` }, values }],
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

async function storedLines(id: string): Promise<number> {
  const query = encodeURIComponent(`{service="kill-test"} |= "request=${id} "`);
  const start = BigInt(Date.now() - 3_600_000) * 1_000_000n;
  const text = await getText(
    url(place, "loki", `/loki/api/v1/query_range?query=${query}&limit=1000&start=${start}`),
  );
  return text.split(`request=${id} `).length - 1;
}

test(`after each of ${kills} kill -9 during ingestion every acknowledged row is there`, {
  timeout: 240_000,
}, async () => {
  const sent: string[] = [];
  let observatory: RunningProcess = startObservatory(place);
  await ready(url(place, "loki", "/ready"));
  for (let round = 1; round <= kills; round += 1) {
    const dead = new AbortController();
    const sending = Array.from({ length: senders }, (_, sender) => sendUntilGone(sender, round, dead.signal));
    await sleep(aliveMillis);
    await observatory.stop("SIGKILL");
    dead.abort();
    const acknowledged = (await Promise.all(sending)).flat();
    expect(acknowledged.length, "the round acknowledged something").toBeGreaterThan(0);
    sent.push(...acknowledged);
    observatory = startObservatory(place);
    await ready(url(place, "loki", "/ready"));
    for (const id of acknowledged.slice(-20)) expect(await storedLines(id), id).toBe(linesPerRequest);
  }
  const counts = new Map<string, number>();
  for (const id of sent) counts.set(id, await storedLines(id));
  const lost = [...counts].filter(([, count]) => count !== linesPerRequest);
  expect(lost).toEqual([]);
  process.stdout.write(`${kills} kills, ${sent.length * linesPerRequest} acknowledged lines, none lost\n`);
  await observatory.stop();
});
