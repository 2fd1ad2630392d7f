import type { ReactElement } from "react";
import { type FlatField, flatFields } from "../loki/flat-fields.ts";
import type { LogLine } from "../loki/log-line.ts";
import { RedactedText } from "../parts/redacted-text.tsx";

interface FieldTableProps {
  readonly title: string;
  readonly entries: readonly FlatField[];
}

function FieldTable({ title, entries }: FieldTableProps): ReactElement | null {
  if (entries.length === 0) return null;
  return (
    <table className="fields">
      <caption>{title}</caption>
      <tbody>
        {entries.map(({ name, text }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <RedactedText text={text} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A line's own fields, or its whole text, and its stream's labels. */
export function LogDetails({ line }: { readonly line: LogLine }): ReactElement {
  const fields = flatFields(line.fields);
  return (
    <div className="log-details">
      {fields.length === 0 ? (
        <pre className="log-whole">
          <RedactedText text={line.text} />
        </pre>
      ) : (
        <FieldTable title="Fields" entries={fields} />
      )}
      <FieldTable title="Stream labels" entries={flatFields(line.labels)} />
    </div>
  );
}
