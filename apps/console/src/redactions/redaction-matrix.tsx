import type { CSSProperties, ReactElement } from "react";
import { boundariesOf } from "./boundaries.ts";
import {
  failureType,
  type RedactionCount,
  redactionTypes,
  sumCounts,
  typeTitle,
} from "./redaction-counts.ts";

const number = new Intl.NumberFormat("en-US");

interface RedactionMatrixProps {
  readonly counts: readonly RedactionCount[];
}

/** Types by boundary and signal; the shade follows the count, and each type's bar its total. */
export function RedactionMatrix({ counts }: RedactionMatrixProps): ReactElement {
  const boundaries = boundariesOf(counts);
  const types = redactionTypes(counts);
  const highest = Math.max(1, ...counts.map((item) => item.count));
  const totals = new Map(types.map((type) => [type, sumCounts(counts, { type })]));
  const highestTotal = Math.max(1, ...totals.values());
  return (
    <div className="matrix-scroll">
      <table className="matrix">
        <caption className="only-read">Redactions by type, boundary and signal</caption>
        <thead>
          <tr>
            <td colSpan={2} />
            {boundaries.map((boundary) => (
              <th
                key={boundary.name}
                scope="colgroup"
                colSpan={boundary.signals.length}
                title={boundary.meaning}
                className="matrix-group"
              >
                {boundary.title}
              </th>
            ))}
          </tr>
          <tr>
            <th scope="col">Type</th>
            <th scope="col" className="matrix-total">
              Total
            </th>
            {boundaries.map((boundary) =>
              boundary.signals.map((signal, index) => (
                <th
                  key={`${boundary.name} ${signal}`}
                  scope="col"
                  className={index === 0 ? "matrix-number matrix-first" : "matrix-number"}
                >
                  {signal}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {types.map((type) => {
            const total = totals.get(type) ?? 0;
            return (
              <tr key={type} className={type === failureType && total > 0 ? "matrix-failure" : ""}>
                <th scope="row">{typeTitle(type)}</th>
                <td className="matrix-total">
                  <div>
                    <b>{number.format(total)}</b>
                    <span className="matrix-bar">
                      <span style={{ width: `${(total / highestTotal) * 100}%` }} />
                    </span>
                  </div>
                </td>
                {boundaries.map((boundary) =>
                  boundary.signals.map((signal, index) => {
                    const count = sumCounts(counts, { type, signal, boundary: boundary.name });
                    const isAlarm = boundary.isDoor || type === failureType;
                    const style = {
                      "--heat": count === 0 ? 0 : 10 + 38 * (Math.log1p(count) / Math.log1p(highest)),
                      "--tone": isAlarm ? "var(--warn)" : "var(--phi)",
                    } as CSSProperties;
                    return (
                      <td
                        key={`${boundary.name} ${signal}`}
                        className={`matrix-number${count === 0 ? " matrix-zero" : ""}${index === 0 ? " matrix-first" : ""}`}
                        style={style}
                        data-testid="redaction-cell"
                        data-type={type}
                        data-signal={signal}
                        data-boundary={boundary.name}
                      >
                        <span>{number.format(count)}</span>
                      </td>
                    );
                  }),
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
