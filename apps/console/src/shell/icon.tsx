import type { ReactElement } from "react";

/** Outlines on a 16 by 16 grid, stroked in the text's colour. */
const outlines = {
  refresh: "M13.5 8a5.5 5.5 0 1 1-1.6-3.900M13.5 1.500v3h-3",
  sun: "M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM8 1v1.500M8 13.500V15M1 8h1.500M13.5 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1",
  moon: "M13.5 9.500A6 6 0 0 1 6.5 2.500a6 6 0 1 0 7 7z",
  right: "M6 3.5 10.5 8 6 12.5",
  down: "M3.5 6 8 10.5 12.5 6",
  left: "M10 3.5 5.5 8l4.5 4.5",
  alert: "M8 2 1.5 13.500h13zM8 6.500v3M8 11.500v.3",
  info: "M8 1.500a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM8 7.300v4M8 4.700V5",
  play: "M5 3.200v9.600l7.5-4.800z",
  pause: "M5.5 3v10M10.5 3v10",
} as const;

export type IconName = keyof typeof outlines;

export function Icon({ name }: { readonly name: IconName }): ReactElement {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={outlines[name]} />
    </svg>
  );
}
