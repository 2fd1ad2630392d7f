import { expect, test } from "vitest";
import { inventPatient } from "./patient.ts";
import { pickWeighted, seededRandom } from "./random.ts";
import { readSettings } from "./settings.ts";
import { simulatedOpenai } from "./simulated-openai.ts";

test("the same seed invents the same patient", () => {
  expect(inventPatient(seededRandom(7))).toEqual(inventPatient(seededRandom(7)));
});

test("weights are kept in the long run", () => {
  const random = seededRandom(1);
  const often = { name: "often", weight: 9 };
  const rarely = { name: "rarely", weight: 1 };
  const rare = Array.from({ length: 10_000 }, () => pickWeighted(random, [often, rarely])).filter(
    (item) => item.name === "rarely",
  );
  expect(rare.length).toBeGreaterThan(800);
  expect(rare.length).toBeLessThan(1_200);
});

test.each([
  ["VOICEASSIST_PORT_OFFSET", "-1"],
  ["VOICEASSIST_PORT_OFFSET", "ten"],
  ["CLINIC_REQUESTS_PER_SECOND", "0"],
  ["GATEWAY_URL", "localhost"],
])("a malformed %s (%s) is refused by name", (name, value) => {
  const settings = readSettings({ [name]: value });
  expect("refusal" in settings && settings.refusal).toContain(name);
});

test("the simulated endpoint places texts that share words near each other", async () => {
  const app = simulatedOpenai(seededRandom(1));
  const response = await app.inject({
    method: "POST",
    url: "/v1/embeddings",
    payload: { input: ["asthma inhaler dose", "dose of the asthma inhaler", "knee surgery"], dimensions: 64 },
  });
  const [first, second, third] = response
    .json<{ data: { embedding: number[] }[] }>()
    .data.map((item) => item.embedding);
  const near = (a: number[] = [], b: number[] = []) =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  expect(near(first, second)).toBeGreaterThan(near(first, third));
  await app.close();
});
