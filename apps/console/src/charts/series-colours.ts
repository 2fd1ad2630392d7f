const palette = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `--series-${number}`);

/** HTTP status codes keep the colour of their class, so that 500 is red whatever else is drawn. */
const statusFamilies: Readonly<Record<string, readonly string[]>> = {
  "2": ["--ok-1", "--ok-2", "--ok-3"],
  "3": ["--moved-1"],
  "4": ["--refused-1", "--refused-2", "--refused-3", "--refused-4"],
  "5": ["--broken-1", "--broken-2"],
};

function cycle(colours: readonly string[], index: number): string {
  return colours[index % colours.length] ?? "--series-1";
}

/** A colour (a CSS custom property) for each name, the same for the same names in any order. */
export function seriesColours(names: readonly string[]): ReadonlyMap<string, string> {
  const colours = new Map<string, string>();
  const used = new Map<string, number>();
  for (const name of [...new Set(names)].sort()) {
    const family = /^[2-5](\d\d|xx)$/.test(name) ? name.slice(0, 1) : "";
    const index = used.get(family) ?? 0;
    used.set(family, index + 1);
    colours.set(name, cycle(statusFamilies[family] ?? palette, index));
  }
  return colours;
}
