import { expect, test } from "vitest";
import { seriesColours } from "./series-colours.ts";

test("status codes have their class's colours and others the palette's, in any order", () => {
  const colours = seriesColours(["500", "200", "P95", "201", "404"]);
  expect(Object.fromEntries(colours)).toEqual({
    "200": "--ok-1",
    "201": "--ok-2",
    "404": "--refused-1",
    "500": "--broken-1",
    P95: "--series-1",
  });
  expect(seriesColours(["P95", "404", "201", "200", "500"])).toEqual(colours);
});

test("more series than colours begin again", () => {
  const names = Array.from({ length: 20 }, (_, index) => `series ${String(index).padStart(2, "0")}`);
  const colours = seriesColours(names);
  expect(colours.get("series 08")).toBe(colours.get("series 00"));
});
