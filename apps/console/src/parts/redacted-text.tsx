import type { ReactElement } from "react";
import { splitAtPlaceholders } from "../loki/placeholders.ts";
import "./redacted-text.css";

/** Text in which the redactor's placeholders stand out. */
export function RedactedText({ text }: { readonly text: string }): ReactElement {
  return (
    <>
      {splitAtPlaceholders(text).map((part, index) =>
        part.kind === "text" ? (
          part.text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
          <span key={index} className="redacted" title={`An identifier was removed here: ${part.text}`}>
            {part.text}
          </span>
        ),
      )}
    </>
  );
}
