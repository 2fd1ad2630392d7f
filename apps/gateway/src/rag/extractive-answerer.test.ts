import { expect, test } from "vitest";
import { extract } from "./extractive-answerer.ts";

test("quotes the sentences that share most with the question, each with its passage's number", () => {
  const answer = extract("What is the dose of metformin?", [
    "The knee hurts. Metformin is given in a dose of 500 mg.",
    "Weather was fine. The dose was doubled in May.",
  ]);
  expect(answer.text).toBe("Metformin is given in a dose of 500 mg. [1] The dose was doubled in May. [2]");
});

test("a sentence that two passages share is quoted once", () => {
  const passage = "Metformin is given in a dose of 500 mg.";
  expect(extract("dose of metformin", [passage, passage]).text).toBe(`${passage} [1]`);
});

test("says so when no sentence shares a word with the question", () => {
  expect(extract("Who won?", ["The knee hurts."]).text).toBe("Your documents do not answer this question.");
});
