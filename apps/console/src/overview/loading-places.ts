import type { CSSProperties } from "react";

export type GridPlace = CSSProperties & Readonly<Record<"--x" | "--y" | "--w" | "--h", number>>;

function place(x: number, y: number, w: number, h: number): GridPlace {
  return { "--x": x + 1, "--y": y + 1, "--w": w, "--h": h };
}

/** About where the dashboard's panels will be, before it has said so. */
export const loadingPlaces: readonly GridPlace[] = [
  place(0, 0, 24, 4),
  place(0, 4, 12, 8),
  place(12, 4, 12, 8),
  place(0, 12, 8, 8),
  place(8, 12, 8, 8),
  place(16, 12, 8, 8),
];
