import { loadOnce, useResource } from "../http/resource.ts";
import type { Completion } from "../loki/completion.ts";
import { labelNames, labelValues } from "../loki/loki-api.ts";

const mostSuggestions = 12;

/** The labels or values that begin with, or else contain, what was typed. A failed look-up suggests nothing. */
export function useSuggestions(completion: Completion | undefined): readonly string[] {
  const label = completion?.kind === "value" ? completion.label : "";
  const names = useResource("labels", loadOnce, completion?.kind === "name" ? labelNames : undefined);
  const values = useResource(
    `values of ${label}`,
    loadOnce,
    label === "" ? undefined : (signal) => labelValues(label, signal),
  );
  if (completion === undefined) return [];
  const all = (completion.kind === "name" ? names.value : values.value) ?? [];
  const typed = completion.prefix.toLowerCase();
  const beginning = all.filter((item) => item.toLowerCase().startsWith(typed));
  const containing = all.filter((item) => item.toLowerCase().indexOf(typed) > 0);
  return [...beginning, ...containing].slice(0, mostSuggestions);
}
