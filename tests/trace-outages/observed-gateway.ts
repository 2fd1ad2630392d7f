import { readFileSync } from "node:fs";
import { metric, openSession, send } from "../peers/gateway-session.ts";
import { freshPlace, type RunningProcess, ready, startGateway, url } from "../system/running-process.ts";
import { openTraceReceiver, type TraceReceiver } from "./trace-receiver.ts";

const account = { email: "outage@clinic.example.org", password: "correct horse battery staple" };
const kibibytesPerMebibyte = 1_024;
const unlimited = "10000000";

/** A gateway as in production, the receiver of its traces, and an account that has a document. */
export interface ObservedGateway {
  readonly process: RunningProcess;
  readonly receiver: TraceReceiver;
  readonly address: string;
  /** An access token of a new session, for a quarter of an hour. */
  logIn(): Promise<string>;
  metric(series: string): Promise<number>;
  /** The sum over every label set. */
  total(name: string): Promise<number>;
  residentMebibytes(): number;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export async function startObservedGateway(
  portOffset: number,
  options: { readonly databaseUrl?: string; readonly receiver?: TraceReceiver } = {},
): Promise<ObservedGateway> {
  const { databaseUrl } = options;
  const place = freshPlace(portOffset);
  const traces = options.receiver ?? (await openTraceReceiver());
  const gateway = startGateway(place, {
    ENVIRONMENT: "production",
    OTLP_ENDPOINT: traces.url,
    RATE_LIMIT_ADDRESS_PER_MINUTE: unlimited,
    RATE_LIMIT_USER_PER_MINUTE: unlimited,
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  });
  await ready(url(place, "gateway", "/ready"), 60_000);
  const session = await openSession(place, account);
  await session.upload("plan.txt", "The inhaler is used twice a day.");
  return {
    process: gateway,
    receiver: traces,
    address: url(place, "gateway"),
    logIn: async () => (await openSession(place, account)).tokens.access_token,
    metric: (series) => metric(place, series),
    async total(name) {
      const text = String((await send(place, "GET", "/metrics")).body);
      const lines = text
        .split("\n")
        .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
      return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
    },
    residentMebibytes() {
      const status = readFileSync(`/proc/${gateway.child.pid}/status`, "utf8");
      return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / kibibytesPerMebibyte;
    },
    async stop(signal) {
      await gateway.stop(signal);
      await traces.close();
      place.remove();
    },
  };
}
