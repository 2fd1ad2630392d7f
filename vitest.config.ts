import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const resolve = { conditions: ["source"] };

/** What waits beside what computes. With more, the processes that `tests/` starts would starve each other. */
const maxWorkers = 2;

/** The files that take long and mostly wait begin, and short ones fill what time is left at the end. */
class SystemFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ project }: TestSpecification): number => (project.name === "system" ? 0 : 1);
    return sorted.sort((left, right) => rank(left) - rank(right));
  }
}

export default defineConfig({
  resolve,
  ssr: { resolve },
  test: {
    sequence: { sequencer: SystemFirst },
    maxWorkers,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [
            "packages/*/src/**/*.test.ts",
            "apps/*/src/**/*.test.{ts,tsx}",
            "bench/**/*.test.ts",
            "scripts/**/*.test.mjs",
          ],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "system",
          include: ["tests/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
