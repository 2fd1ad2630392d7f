import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  eventually,
  freshPlace,
  getText,
  ready,
  repositoryRoot,
  run,
  startObservatory,
  url,
} from "../system/running-process.ts";
import { peerPorts, portOffsets } from "../system/test-ports.ts";

const port = peerPorts.nodeExporterClient;

function hasNodeExporter(): boolean {
  try {
    execFileSync("prometheus-node-exporter", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    // Not installed: the test is skipped and says so by its name.
    return false;
  }
}

test.skipIf(!hasNodeExporter())(
  "node_exporter, added as a target while running, is scraped and queryable (needs prometheus-node-exporter)",
  async () => {
    const place = freshPlace(portOffsets.nodeExporterClient);
    const configDir = mkdtempSync(join(tmpdir(), "voiceassist-config-"));
    cpSync(`${repositoryRoot}/infrastructure/observability`, configDir, { recursive: true });
    const exporter = run("prometheus-node-exporter", [`--web.listen-address=127.0.0.1:${port}`]);
    const observatory = startObservatory(place, { VOICEASSIST_CONFIG_DIR: configDir });
    try {
      await ready(url(place, "prometheus", "/-/ready"));
      writeFileSync(`${configDir}/prometheus/targets/node.yml`, `- targets: [localhost:${port}]\n`);
      const answer = await eventually(
        () =>
          getText(url(place, "prometheus", `/api/v1/query?query=${encodeURIComponent('up{job="node"}')}`)),
        (text) => text.includes('"1"]'),
        60_000,
      );
      expect(answer).toContain(`localhost:${port}`);
      const memory = await getText(
        url(place, "prometheus", "/api/v1/query?query=node_memory_MemTotal_bytes"),
      );
      expect(memory).toContain('"resultType":"vector"');
      expect(memory).toContain(`"instance":"localhost:${port}"`);
    } finally {
      await exporter.stop();
      await observatory.stop();
      rmSync(configDir, { recursive: true, force: true });
      place.remove();
    }
  },
);
