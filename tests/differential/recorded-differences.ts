import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../system/running-process.ts";
import { ask } from "./api-client.ts";
import { type ApiAnswer, difference } from "./compare.ts";
import { type ComparedRule, comparedRules } from "./recording-rules.ts";

interface Comparison {
  /** Whose recorded series are looked at. */
  readonly recorder: string;
  /** Who is asked for what should have been recorded. */
  readonly other: string;
  /** Evaluations from then on are compared. */
  readonly sinceMillis: number;
  /** How many of them. */
  readonly slots: number;
}

interface Compared {
  readonly differences: readonly string[];
  readonly answers: number;
  readonly samples: number;
  readonly slotsMillis: readonly number[];
  /** When in each second the rules are evaluated. */
  readonly phaseMillis: number;
}

interface Entry {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

interface Heartbeat {
  readonly values: readonly Entry["value"][];
}

const intervalMillis = 1_000;
/** An evaluation is over by then. */
const settleMillis = 2_500;

/**
 * At each time at which one server evaluated its rules, its recorded series are what the other answers to the
 * expressions: no series is missing, and none that ended is still there.
 */
export async function recordedDifferences(comparison: Comparison): Promise<Compared> {
  const { recorder, other, slots } = comparison;
  const slotsMillis = (await heartbeats(comparison)).slice(-slots);
  const differences: string[] = [];
  let samples = 0;
  for (const slotMillis of slotsMillis) {
    const time = String(slotMillis / 1_000);
    for (const rule of comparedRules) {
      const [recorded, answered] = await Promise.all([
        ask(recorder, "query", { query: rule.record, time }),
        ask(other, "query", { query: rule.inlined, time }),
      ]);
      const expected = asRecorded(answered, rule);
      samples += entriesOf(expected).length;
      const problem = difference(expected, recorded, { isOrdered: false, hasAnnotations: false });
      if (problem !== undefined) differences.push(`${recorder} ${rule.record} at ${time}: ${problem}`);
    }
  }
  return {
    differences,
    answers: slotsMillis.length * comparedRules.length,
    samples,
    slotsMillis,
    phaseMillis: (slotsMillis[0] ?? 0) % intervalMillis,
  };
}

/** The times of evaluations that are over. */
async function heartbeats({ recorder, sinceMillis, slots }: Comparison): Promise<readonly number[]> {
  const enoughMillis = sinceMillis + (slots + 1) * intervalMillis + settleMillis;
  await sleep(Math.max(enoughMillis - Date.now(), 0));
  const seconds = slots + Math.ceil(settleMillis / 1_000) + 2;
  return eventually(
    async () => {
      const answer = await ask(recorder, "query", { query: `live:heartbeat[${seconds}s]` });
      const [series] = (answer.body.data?.result ?? []) as readonly Heartbeat[];
      return (series?.values ?? [])
        .map(([time]) => Math.round(time * 1_000))
        .filter((millis) => millis > sinceMillis && millis < Date.now() - settleMillis);
    },
    (found) => found.length >= slots,
    30_000,
  );
}

function asRecorded(answer: ApiAnswer, { record, labels }: ComparedRule): ApiAnswer {
  const result = entriesOf(answer).map(({ metric, value }) => ({
    metric: Object.fromEntries(
      Object.entries({ ...metric, ...labels, __name__: record }).filter(([, text]) => text !== ""),
    ),
    value,
  }));
  return { status: answer.status, body: { ...answer.body, data: { resultType: "vector", result } } };
}

/** A scalar is recorded as a series without labels. */
function entriesOf({ body: { data } }: ApiAnswer): readonly Entry[] {
  return data?.resultType === "scalar"
    ? [{ metric: {}, value: data.result as Entry["value"] }]
    : ((data?.result ?? []) as readonly Entry[]);
}

/** Health and error of every rule; in which order an error lists series is not defined. */
export async function ruleHealth(server: string): Promise<readonly string[]> {
  const response = await fetch(`${server}/api/v1/rules`);
  const { data } = (await response.json()) as {
    readonly data: {
      readonly groups: readonly {
        readonly rules: readonly {
          readonly name: string;
          readonly health: string;
          readonly lastError?: string;
        }[];
      }[];
    };
  };
  return data.groups.flatMap(({ rules }) =>
    rules.map(
      ({ name, health, lastError = "" }) => `${name} ${health} ${lastError.replace(/\[\{.*\}\]/u, "[…]")}`,
    ),
  );
}
