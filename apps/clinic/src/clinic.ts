import { setTimeout as sleep } from "node:timers/promises";
import { type Account, type GatewayClient, gatewayClient, waitForGateway } from "./gateway-client.ts";
import { inventPatient } from "./patient.ts";
import { pickWeighted, type Random, seededRandom } from "./random.ts";
import { scenarios } from "./scenario.ts";
import type { Settings } from "./settings.ts";
import { simulatedOpenai } from "./simulated-openai.ts";
import { note } from "./writing.ts";

const clinicians = 3;
const firstNotes = 3;
const reportEveryMillis = 60_000;

export interface Clinic {
  stop(): Promise<void>;
}

/** Opens the simulated provider, then lets a few clinicians work until stopped. */
export async function startClinic(settings: Settings): Promise<Clinic> {
  const stopping = new AbortController();
  const openai = simulatedOpenai(seededRandom(1));
  try {
    await openai.listen({ host: "127.0.0.1", port: settings.simulatedOpenaiPort });
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    process.stderr.write(
      `Port ${settings.simulatedOpenaiPort} of the simulated OpenAI endpoint cannot be opened (${reason}). Free it, or shift every port with --port-offset.\n`,
    );
    process.exit(1);
  }
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
  return {
    async stop() {
      stopping.abort();
      clearInterval(report);
      await openai.close();
    },
  };
}

async function work(
  number: number,
  settings: Settings,
  count: (status: number) => void,
  stopping: AbortSignal,
): Promise<void> {
  const random = seededRandom(Date.now() + number);
  const gateway = gatewayClient(settings.gatewayUrl);
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
