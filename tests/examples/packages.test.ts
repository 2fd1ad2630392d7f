import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { z } from "zod";
import { repositoryRoot } from "../system/running-process.ts";

const packed = z.array(z.object({ files: z.array(z.object({ path: z.string() })) }));

test.each(["phi", "telemetry"])(
  "the package %s is packed with what its users load, and without its sources",
  (name) => {
    const answer = execFileSync("npm", ["pack", "--dry-run", "--json", "-w", `@voiceassist/${name}`], {
      cwd: repositoryRoot,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const paths = packed.parse(JSON.parse(answer)).flatMap(({ files }) => files.map(({ path }) => path));
    expect(paths).toEqual(expect.arrayContaining(["dist/index.js", "dist/index.d.ts", "README.md"]));
    if (name === "telemetry") expect(paths).toContain("dist/export/export-worker.js");
    expect(paths.filter((path) => path.startsWith("src/"))).toEqual([]);
  },
);
