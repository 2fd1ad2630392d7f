import type { CSSProperties, ReactElement } from "react";
import { boundariesOf } from "./boundaries.ts";
import { type RedactionCount, sumCounts } from "./redaction-counts.ts";

const number = new Intl.NumberFormat("en-US");

/** Each boundary's count and what it means, in the order that telemetry passes them. */
export function BoundaryNotes({ counts }: { readonly counts: readonly RedactionCount[] }): ReactElement {
  return (
    <ul className="boundaries">
      {boundariesOf(counts).map((boundary) => {
        const count = sumCounts(counts, { boundary: boundary.name });
        const tone = boundary.isDoor ? (count === 0 ? "--good" : "--warn") : "--phi";
        return (
          <li
            key={boundary.name}
            className="card boundary"
            style={{ "--tone": `var(${tone})` } as CSSProperties}
            data-testid={`boundary-${boundary.name}`}
          >
            <h2>{boundary.title}</h2>
            <p className="boundary-count">{number.format(count)}</p>
            <p>{boundary.meaning}</p>
          </li>
        );
      })}
    </ul>
  );
}
