/** Where something was found. Names from what was scanned are redacted before they come here. */
export type Place =
  | { readonly in: "text"; readonly file: string; readonly line: number; readonly column: number }
  | { readonly in: "file name"; readonly file: string }
  | { readonly in: "stream"; readonly stream: string; readonly field: string }
  | { readonly in: "metric"; readonly metric: string; readonly field: string }
  | { readonly in: "trace"; readonly trace: string; readonly span: string; readonly field: string }
  | { readonly in: "service"; readonly service: string };

/** The place as a reader looks it up. */
export function placeText(place: Place): string {
  switch (place.in) {
    case "text":
      return `${place.file}:${place.line}:${place.column}`;
    case "file name":
      return `${place.file}: name of the file`;
    case "stream":
      return `stream ${place.stream}, ${place.field}`;
    case "metric":
      return `metric ${place.metric}, ${place.field}`;
    case "trace":
      return `trace ${place.trace}, span ${place.span}, ${place.field}`;
    case "service":
      return `service ${place.service}, name`;
  }
}
