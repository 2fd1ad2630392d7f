import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { openOffice, workInOffice } from "./administration.ts";
import { type Account, type GatewayClient, gatewayClient, waitForGateway } from "./gateway-client.ts";
import { inventPatient } from "./patient.ts";
import { pickWeighted, type Random, seededRandom } from "./random.ts";
import { scenarios } from "./scenario.ts";
import type { Settings } from "./settings.ts";
import { simulatedOpenai } from "./simulated-openai.ts";
import { simulatedRedis } from "./simulated-redis.ts";
import { note } from "./writing.ts";

const clinicians = 3;
const firstNotes = 3;
const reportEveryMillis = 60_000;
const loopback = "127.0.0.1";
const officeGapMillis = 5_000;
/** Late, seldom and few enough not to raise the alert on failed log-ins, which looks back five minutes. */
const firstGuessesMillis = 45_000;
const guessingGapMillis = 330_000;
/** One more than lock an account. */
const guessesAtOnce = 6;

export interface Clinic {
  stop(): Promise<void>;
}

/** Opens the simulated provider, then lets a few clinicians work until stopped. */
export async function startClinic(settings: Settings): Promise<Clinic> {
  const stopping = new AbortController();
  const openai = simulatedOpenai(seededRandom(1));
  const redis = simulatedRedis();
  await openOrExit("OpenAI endpoint", settings.simulatedOpenaiPort, (port) =>
    openai.listen({ host: loopback, port }),
  );
  await openOrExit("Redis", settings.simulatedRedisPort, async (port) => {
    redis.listen(port, loopback);
    await once(redis, "listening");
  });
  const statuses = new Map<number, number>();
  const count = (status: number): void => {
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  const report = setInterval(() => {
    const answers = Object.fromEntries([...statuses].sort(([a], [b]) => a - b));
    process.stdout.write(
      `${JSON.stringify({ time: new Date().toISOString(), level: "info", service: "voiceassist-clinic", message: "answers since the last line, by status", answers })}\n`,
    );
    statuses.clear();
  }, reportEveryMillis);

  for (let number = 1; number <= clinicians; number += 1) {
    void work(number, settings, count, stopping.signal);
  }
  if (settings.admin !== undefined) void administrate(settings, settings.admin, count, stopping.signal);
  void guessPasswords(settings, count, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      clearInterval(report);
      redis.close();
      await openai.close();
    },
  };
}

async function openOrExit(
  what: string,
  port: number,
  open: (port: number) => Promise<unknown>,
): Promise<void> {
  try {
    await open(port);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    process.stderr.write(
      `Port ${port} of the simulated ${what} cannot be opened (${reason}). Free it, or shift every port with --port-offset.\n`,
    );
    process.exit(1);
  }
}

/** An administrator and an operator, who do something every few seconds. */
async function administrate(
  settings: Settings,
  account: Account,
  count: (status: number) => void,
  stopping: AbortSignal,
): Promise<void> {
  const random = seededRandom(Date.now());
  const office = {
    admin: gatewayClient(settings.gatewayUrl, addressOf(101)),
    ops: gatewayClient(settings.gatewayUrl, addressOf(102)),
  };
  await waitForGateway(settings.gatewayUrl, stopping);
  await tolerate(() => openOffice(office, account), count, stopping);
  while (!stopping.aborted) {
    await sleep(-Math.log(1 - random()) * officeGapMillis);
    await tolerate(() => workInOffice(office, account, random), count, stopping);
  }
}

/** Somebody outside tries a few passwords now and then, and is locked out. */
async function guessPasswords(
  settings: Settings,
  count: (status: number) => void,
  stopping: AbortSignal,
): Promise<void> {
  const gateway = gatewayClient(settings.gatewayUrl, addressOf(250));
  await waitForGateway(settings.gatewayUrl, stopping);
  await sleep(firstGuessesMillis);
  while (!stopping.aborted) {
    for (let guess = 0; guess < guessesAtOnce && !stopping.aborted; guess += 1) {
      const account = { email: "director@clinic.example.org", password: `guess number ${guess}` };
      await tolerate(() => gateway.login(account), count, stopping);
    }
    await sleep(guessingGapMillis);
  }
}

/** A block for documentation (RFC 5737): nobody has these addresses. */
function addressOf(person: number): string {
  return `203.0.113.${person}`;
}

async function work(
  number: number,
  settings: Settings,
  count: (status: number) => void,
  stopping: AbortSignal,
): Promise<void> {
  const random = seededRandom(Date.now() + number);
  const gateway = gatewayClient(settings.gatewayUrl, addressOf(number));
  const account: Account = {
    email: `clinician${number}@clinic.example.org`,
    password: "correct horse battery staple",
  };
  await waitForGateway(settings.gatewayUrl, stopping);
  await tolerate(() => begin(gateway, account, random), count, stopping);
  while (!stopping.aborted) {
    // Exponential gaps: independent people do not keep a beat.
    const meanGapMillis = (clinicians * 1_000) / settings.requestsPerSecond;
    await sleep(-Math.log(1 - random()) * meanGapMillis);
    const scenario = pickWeighted(random, scenarios);
    await tolerate(() => scenario.run(gateway, account, random), count, stopping);
  }
}

async function begin(gateway: GatewayClient, account: Account, random: Random): Promise<number> {
  await gateway.register(account);
  const answered = await gateway.login(account);
  for (let index = 0; index < firstNotes; index += 1) {
    await gateway.upload(`note ${index}.md`, "text/markdown", note(random, inventPatient(random)));
  }
  return answered;
}

/** A gateway that is away counts as status 0; the clinic goes on. */
async function tolerate(
  action: () => Promise<number>,
  count: (status: number) => void,
  stopping: AbortSignal,
): Promise<void> {
  try {
    count(await action());
  } catch {
    if (!stopping.aborted) count(0);
  }
}
