import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { fileURLToPath } from "node:url";

export type Mode = "bare" | "ours" | "usual";

interface Usage {
  readonly cpu: { readonly user: number; readonly system: number };
  readonly residentBytes: number;
}

/** The young generation of every server is bounded alike: left alone it doubles with the load, which says nothing. */
const bounded = "--max-semi-space-size=8";
const nodeFlags: Readonly<Record<Mode | "receiver", readonly string[]>> = {
  bare: [bounded],
  ours: [bounded],
  usual: [bounded, "--import", fileURLToPath(new URL("servers/usual-sdk.mjs", import.meta.url))],
  receiver: [],
};

/** One server in a process of its own, its standard output thrown away by the system. */
export class ServerProcess {
  readonly address: string;
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess, address: string) {
    this.child = child;
    this.address = address;
  }

  static async start(mode: Mode | "receiver", otlpEndpoint = ""): Promise<ServerProcess> {
    const nowhere = openSync("/dev/null", "w");
    const child = fork(fileURLToPath(new URL(`servers/${mode}.mjs`, import.meta.url)), {
      execArgv: [...nodeFlags[mode]],
      env: { ...process.env, NODE_ENV: "production", OTLP_ENDPOINT: otlpEndpoint },
      stdio: ["ignore", nowhere, "inherit", "ipc"],
    });
    const failed = once(child, "exit").then(([code]) => {
      throw new Error(`The server ${mode} ended with ${String(code)} before it listened.`);
    });
    failed.catch(() => {});
    const started = once(child, "message") as Promise<[{ readonly address: string }]>;
    const [{ address }] = await Promise.race([started, failed]);
    return new ServerProcess(child, address);
  }

  async usage(): Promise<{ readonly cpuMicros: number; readonly residentBytes: number }> {
    const { cpu, residentBytes } = (await this.ask("usage")) as Usage;
    return { cpuMicros: cpu.user + cpu.system, residentBytes };
  }

  async stop(): Promise<void> {
    const exited = once(this.child, "exit");
    this.child.send("stop");
    await exited;
  }

  private async ask(question: string): Promise<unknown> {
    const answer = once(this.child, "message");
    this.child.send(question);
    return (await answer)[0];
  }
}
