import { run } from "./run.ts";

// Every file that is made from here on is its owner's alone.
process.umask(0o077);

await run(process.argv.slice(2));
