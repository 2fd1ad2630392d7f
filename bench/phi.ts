// What the engine finds, what it spares and what it costs: `npm run bench:phi -- --corpus DIR [--only PART] [--write-docs]`.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createRedactor, defaultPolicy } from "@voiceassist/phi";
import { type Bar, clinicalBars, logBars, meets, syntheticBars } from "./phi/bars.ts";
import { type CorpusFile, readCorpus } from "./phi/corpus.ts";
import { craftedInputs } from "./phi/crafted-inputs.ts";
import { boundMillisAt16k, growthBound, growthSizes, measureGrowth, type WorstInputs } from "./phi/growth.ts";
import { machineCodeMebibytes, slowPatternsMebibytes } from "./phi/machine-code.ts";
import { scoreLogs, scoreTexts } from "./phi/score.ts";
import { measureSpeed, peerName, type Speed } from "./phi/speed.ts";
import { shownInput, speedPage } from "./phi/speed-page.ts";
import { share, textTable } from "./phi/table.ts";

const parts = ["quality", "speed", "growth"] as const;
type Part = (typeof parts)[number];

const usage = `Usage: npm run bench:phi -- --corpus DIR [--only ${parts.join("|")}] [--write-docs]`;
const shownMistakes = 10;
const shownGrowths = 10;

function print(text: string): void {
  process.stdout.write(text);
}

function printBars(bars: readonly Bar[]): number {
  print(
    textTable(
      ["bar", "reached", "asked", ""],
      bars.map((bar) => [
        bar.what,
        share(bar.reached),
        "atLeast" in bar.asked ? `≥ ${bar.asked.atLeast}` : `≤ ${bar.asked.atMost}`,
        meets(bar) ? "met" : "MISSED",
      ]),
    ),
  );
  print("\n");
  return bars.filter((bar) => !meets(bar)).length;
}

function printQuality(file: CorpusFile): number {
  const redactor = createRedactor(defaultPolicy);
  const judge = (text: string) => ({ found: redactor.detect(text), redacted: redactor.text(text) });
  print(`${file.name}: ${file.samples.length} texts\n`);
  if (file.kind === "logs") {
    const score = scoreLogs(file.samples, judge);
    for (const { id, kinds } of score.mistaken.slice(0, shownMistakes)) {
      print(`  false redaction in ${id}: ${kinds.join(", ")}\n`);
    }
    return printBars(logBars(score));
  }
  const score = scoreTexts(file.samples, judge);
  print(
    textTable(
      ["type", "labels", "recall", "precision", "cover", "leak"],
      score.types.map(({ type, gold, recall, precision, cover, leak }) => [
        type,
        gold,
        share(recall),
        share(precision),
        share(cover),
        share(leak),
      ]),
    ),
  );
  print(
    `  PHI: cover ${share(score.phiCover)}, leak ${share(score.phiLeak)}; every label: cover ${share(score.cover)}, ` +
      `leak ${share(score.leak)}; ${score.negatives} texts without a label, changed ${share(score.negativesChanged)}\n`,
  );
  return printBars(file.kind === "synthetic" ? syntheticBars(score) : clinicalBars(score));
}

async function printSpeed(): Promise<{ readonly speeds: readonly Speed[]; readonly missed: number }> {
  const speeds = await measureSpeed();
  const isMissed = ({ ownMicros, peerMicros, boundMicros }: Speed): boolean =>
    boundMicros !== undefined && (ownMicros >= peerMicros || ownMicros > boundMicros);
  print(`speed, one thread, ${peerName} in the same run\n`);
  print(
    textTable(
      ["input", "µs", "asked", "µs of peer", "ratio", ""],
      speeds.map((speed) => [
        speed.shape,
        speed.ownMicros.toFixed(2),
        speed.boundMicros === undefined ? "–" : `≤ ${speed.boundMicros}, < peer`,
        speed.peerMicros.toFixed(2),
        (speed.ownMicros / speed.peerMicros).toFixed(2),
        speed.boundMicros === undefined ? "" : isMissed(speed) ? "MISSED" : "met",
      ]),
    ),
  );
  print("\n");
  return { speeds, missed: speeds.filter(isMissed).length };
}

function printGrowth(): { readonly worst: WorstInputs; readonly missed: number } {
  const worst = measureGrowth(craftedInputs());
  const { at16k, growths } = worst;
  const slow = at16k.filter(({ millisAt16k }) => millisAt16k > boundMillisAt16k);
  print(`texts of 16 kB, ms: the slowest of ${at16k.length}, and all that miss the bar\n`);
  print(
    textTable(
      ["made for", "unit", "16 kB"],
      at16k
        .slice(0, Math.max(shownGrowths, slow.length))
        .map(({ input, millisAt16k }) => [input.name, `"${shownInput(input)}"`, millisAt16k.toFixed(2)]),
    ),
  );
  const grows = growths.filter(({ perDoubling }) => perDoubling > growthBound);
  const shown = new Set([...growths.slice(0, shownGrowths), ...grows]);
  print(`growth, ms: the slowest of ${growths.length}, and all that miss the bar\n`);
  print(
    textTable(
      ["made for", "unit", ...growthSizes, "per doubling"],
      [...shown].map(({ input, millis, perDoubling }) => [
        input.name,
        `"${shownInput(input)}"`,
        ...millis.map((time) => time.toFixed(2)),
        perDoubling.toFixed(2),
      ]),
    ),
  );
  print("\n");
  const missed = printBars([
    {
      what: "worst growth of the time per byte, per doubling",
      reached: Math.max(...growths.map(({ perDoubling }) => perDoubling)),
      asked: { atMost: growthBound },
    },
    {
      what: "slowest text of 16 kB, ms",
      reached: Math.max(...at16k.map(({ millisAt16k }) => millisAt16k)),
      asked: { atMost: boundMillisAt16k },
    },
  ]);
  return { worst, missed };
}

interface Request {
  readonly corpus: string | undefined;
  readonly wanted: ReadonlySet<Part>;
  readonly writesDocs: boolean;
}

/** What the command line asks for, or what is wrong with it. */
function readRequest(args: readonly string[]): Request | string {
  let values: { readonly corpus?: string; readonly only?: string; readonly "write-docs"?: boolean };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        corpus: { type: "string" },
        only: { type: "string" },
        "write-docs": { type: "boolean" },
      },
    }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const only = parts.find((part) => part === values.only);
  if (values.only !== undefined && only === undefined) {
    return `--only ${values.only} is no part of it; the parts are ${parts.join(", ")}.`;
  }
  const wanted = new Set<Part>(only === undefined ? parts : [only]);
  const writesDocs = values["write-docs"] === true;
  if (writesDocs && only !== undefined) return "--write-docs needs every part: leave --only out.";
  if (wanted.has("quality") && values.corpus === undefined) return "--corpus DIR is missing.";
  return { corpus: values.corpus, wanted, writesDocs };
}

async function run({ corpus, wanted, writesDocs }: Request): Promise<void> {
  let missed = 0;
  // First: what an engine compiles for texts of many kinds, and the memory they take, make every later line cost more.
  const speed = wanted.has("speed") ? await printSpeed() : undefined;
  if (wanted.has("quality") && corpus !== undefined) {
    for (const file of readCorpus(corpus)) missed += printQuality(file);
    print(
      `machine code after all of these: ${machineCodeMebibytes().toFixed(1)} MB; patterns become slower beyond ${slowPatternsMebibytes}\n\n`,
    );
  }
  const growth = wanted.has("growth") ? printGrowth() : undefined;
  missed += (speed?.missed ?? 0) + (growth?.missed ?? 0);
  print(missed === 0 ? "Every bar is met.\n" : `${missed} bars are missed.\n`);
  if (writesDocs && speed !== undefined && growth !== undefined) {
    const page = fileURLToPath(new URL("../docs/generated/phi-speed.md", import.meta.url));
    writeFileSync(page, speedPage(speed.speeds, growth.worst));
    print(`Wrote ${page}\n`);
  }
}

const request = readRequest(process.argv.slice(2));
if (typeof request === "string") {
  process.stderr.write(`${request}\n${usage}\n`);
  process.exitCode = 1;
} else {
  try {
    await run(request);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
