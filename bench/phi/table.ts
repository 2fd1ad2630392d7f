export type Cell = string | number;

/** Columns padded to one width, numbers to the right; for a terminal. */
export function textTable(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => String(row[column] ?? "").length)),
  );
  const line = (cells: readonly Cell[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return typeof cell === "number" || /^[\d–.]/.test(cell)
          ? String(cell).padStart(width)
          : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  return [line(header), ...rows.map(line)].map((text) => `  ${text}\n`).join("");
}

/** As Markdown, its columns padded as the formatter wants them. */
export function markdownTable(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => String(row[column] ?? "").length)),
  );
  const line = (cells: readonly Cell[]): string =>
    `| ${cells.map((cell, column) => String(cell).padEnd(widths[column] ?? 0)).join(" | ")} |\n`;
  return (
    line(header) + line(widths.map((width) => "-".repeat(width))) + rows.map((row) => line(row)).join("")
  );
}

/** A share as `.987`, a missing one as a dash. */
export function share(value: number): string {
  return Number.isNaN(value) ? "–" : value.toFixed(3);
}
