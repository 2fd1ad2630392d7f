import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  eventually,
  freshPlace,
  getText,
  type RunningProcess,
  repositoryRoot,
  startSystem,
  url,
} from "../system/running-process.ts";
import { portOffsets } from "../system/test-ports.ts";

const place = freshPlace(portOffsets.console);
const screenshots = `${repositoryRoot}/test-results/screenshots`;
const trafficMillis = 40_000;
const panelIds = [1, 2, 3, 4, 5, 6, 7, 8];

function chromiumPath(): string | undefined {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    } catch {
      // This one is absent; the next may be there.
    }
  }
  return undefined;
}

const executablePath = chromiumPath();

describe.skipIf(executablePath === undefined)("the console in a real browser (needs chromium)", () => {
  let system: RunningProcess;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    system = startSystem(place);
    browser = await chromium.launch({
      executablePath: executablePath ?? "",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    await eventually(
      async () => system.stdout(),
      (output) => output.includes("Ready in"),
      60_000,
    );
    const asked = encodeURIComponent('sum(rag_queries_total{status="success"}) > 5');
    await eventually(
      () => getText(url(place, "prometheus", `/api/v1/query?query=${asked}`)),
      (answer) => answer.includes('"value":['),
      trafficMillis,
    );
  });

  afterAll(async () => {
    await browser?.close();
    await system?.stop("SIGINT");
    place.remove();
  });

  const open = (path: string) => page.goto(url(place, "console", path));
  const shoot = (name: string) => page.screenshot({ path: `${screenshots}/${name}.png`, fullPage: true });

  test("the overview shows eight panels with the numbers that the API gives", async () => {
    await open("/");
    for (const id of panelIds) await page.getByTestId(`panel-${id}`).waitFor();
    await eventually(
      async () => (await page.getByTestId("panel-1").textContent()) ?? "",
      (text) => /Healthy/.test(text),
      15_000,
    );
    for (const id of panelIds.slice(1)) {
      await eventually(
        async () => (await page.getByTestId(`panel-${id}-value`).first().textContent()) ?? "",
        (text) => /\d/.test(text),
        15_000,
      );
    }
    await shoot("overview");
  });

  test("a log line leads to its trace, and the trace back to its logs", async () => {
    await open(
      `/logs?query=${encodeURIComponent('{service="voiceassist-api-gateway"} |= "/api/rag/query"')}`,
    );
    await page.getByTestId("log-row").first().waitFor();
    await shoot("logs");
    await page.getByTestId("log-trace-link").first().click();
    await page.waitForURL(/\/traces\/[0-9a-f]{32}/);
    await page.getByTestId("span-row").first().waitFor();
    expect(await page.getByTestId("span-row").count()).toBeGreaterThan(1);
    await page.getByTestId("span-row").first().click();
    await page.getByTestId("span-details").first().waitFor();
    await shoot("trace");
    await page.getByRole("link", { name: /logs/i }).last().click();
    await page.getByTestId("log-row").first().waitFor();
  });

  test("traces are found by service", async () => {
    await open("/traces");
    await page.getByTestId("trace-result").first().waitFor();
    await shoot("traces");
  });

  test("redactions are counted by type, signal and boundary", async () => {
    await open("/redactions");
    await page.getByTestId("redaction-cell").first().waitFor();
    const text = (await page.textContent("body")) ?? "";
    expect(text).toMatch(/service/);
    await shoot("redactions");
  });

  test("an error of the query language is shown, not hidden", async () => {
    await open(`/logs?query=${encodeURIComponent('{service="voiceassist-api-gateway"')}`);
    await page.getByRole("alert").first().waitFor();
    await shoot("logs-error");
  });

  test("dark and narrow", async () => {
    const dark = await browser.newPage({ viewport: { width: 420, height: 900 }, colorScheme: "dark" });
    await dark.goto(url(place, "console", "/"));
    for (const id of panelIds.slice(1)) {
      await dark.getByTestId(`panel-${id}`).scrollIntoViewIfNeeded();
      await dark.getByTestId(`panel-${id}-value`).first().waitFor();
    }
    await dark.screenshot({ path: `${screenshots}/overview-dark-narrow.png`, fullPage: true });
    const width = await dark.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(420);
    await dark.close();
  });

  test("the browser reported no error", () => {
    // 400 is the malformed query of the test above; 404 a trace that is looked for before it has arrived.
    expect(problems.filter((problem) => !/status of 40[04]/.test(problem))).toEqual([]);
  });
});
