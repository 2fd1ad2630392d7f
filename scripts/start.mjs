// `npm start`: install, build, run. Everything after the build is the `voiceassist up` command.
import { build, install, requireNode, root } from "./workspace.mjs";

requireNode();
install();
build();
const { run } = await import(`${root}/apps/cli/dist/command-line.js`);
await run(["up", ...process.argv.slice(2)]);
process.exit();
