import { afterAll, expect, test } from "vitest";
import { eventually, freshPlace, getText, type RunningProcess, startSystem, url } from "./running-process.ts";
import { portOffsets } from "./test-ports.ts";

const place = freshPlace(portOffsets.restart);

let system: RunningProcess;

afterAll(async () => {
  await system.stop("SIGINT");
  place.remove();
});

test("an observatory that dies is started again, and the lines written meanwhile arrive", async () => {
  system = startSystem(place, ["--no-demo"]);
  await eventually(
    async () => system.stdout(),
    (output) => output.includes("Ready in"),
    60_000,
  );
  expect(system.stdout()).not.toContain("Starting the clinic");
  const pid = Number(/observatory \(process (\d+)\)/.exec(system.stdout())?.[1]);
  process.kill(pid, "SIGKILL");
  await fetch(url(place, "gateway", "/api/documents"));
  await eventually(
    () =>
      getText(
        url(
          place,
          "loki",
          `/loki/api/v1/query_range?query=${encodeURIComponent('{service="voiceassist-api-gateway"} |= "/api/documents"')}`,
        ),
      ),
    (answer) => answer.includes("/api/documents"),
    30_000,
  );
  expect(system.stdout()).toContain("started again");
});
