// What being observed costs a request, against a bare server and the usual set-up: `npm run bench:overhead [-- --rounds N --write-docs]`.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { barsOf, overheadPage, overheadTable, summarise } from "./overhead/bars.ts";
import { measureRound, modes, type Round } from "./overhead/measure.ts";
import { ServerProcess } from "./overhead/server-process.ts";
import { goFirst } from "./overhead/session-priority.ts";

const page = fileURLToPath(new URL("../docs/generated/overhead.md", import.meta.url));

const { values: options } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, "write-docs": { type: "boolean", default: false } },
});

goFirst(true);
const receiver = await ServerProcess.start("receiver");
const rounds: Round[] = [];
for (let round = 0; round < Number(options.rounds); round += 1) {
  // The order turns, so that no mode always follows the same one.
  const turn = round % modes.length;
  rounds.push(await measureRound([...modes.slice(turn), ...modes.slice(0, turn)], receiver));
  process.stderr.write(`round ${round + 1} of ${options.rounds}\n`);
}
await receiver.stop();
goFirst(false);

const summary = summarise(rounds);
const bars = barsOf(summary);
process.stdout.write(`${overheadTable(summary)}\n\n`);
for (const { what, reached, asked, isMet } of bars)
  process.stdout.write(`${isMet ? "met   " : "MISSED"} ${what}: ${reached} (asked: ${asked})\n`);
if (options["write-docs"]) writeFileSync(page, overheadPage(summary, bars, rounds.length));
process.exitCode = bars.every(({ isMet }) => isMet) ? 0 : 1;
