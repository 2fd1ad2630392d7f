import { type ReactElement, useCallback, useState } from "react";
import type { LogLine } from "../loki/log-line.ts";
import { moveFocusByArrow } from "../parts/arrow-focus.ts";
import { LogRow } from "./log-row.tsx";

const noneExpanded: ReadonlySet<string> = new Set();

/** The lines, newest first. The arrow keys move from line to line. */
export function LogList({ lines }: { readonly lines: readonly LogLine[] }): ReactElement {
  const [expanded, setExpanded] = useState(noneExpanded);
  const toggle = useCallback((key: string) => {
    setExpanded((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  return (
    <ol
      className="log-list"
      aria-label="Log lines, newest first"
      onKeyDown={(event) => moveFocusByArrow(event, ".log-summary")}
    >
      {lines.map((line) => (
        <LogRow key={line.key} line={line} expanded={expanded.has(line.key)} onToggle={toggle} />
      ))}
    </ol>
  );
}
