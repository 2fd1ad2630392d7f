import type { ReactElement } from "react";
import { categoryTitles } from "../jaeger/span-category.ts";
import type { SpanCategory, Trace } from "../jaeger/trace.ts";
import { formatDuration } from "../time/format-duration.ts";

/** What the bars' colours mean, with how many spans of each and the time in them. */
export function CategoryLegend({ trace }: { readonly trace: Trace }): ReactElement {
  const categories = (Object.keys(categoryTitles) as readonly SpanCategory[])
    .map((category) => ({ category, spans: trace.spans.filter((span) => span.category === category) }))
    .filter(({ spans }) => spans.length > 0);
  return (
    <ul className="categories" aria-label="Kinds of spans">
      {categories.map(({ category, spans }) => (
        <li key={category} className={`category-${category}`}>
          {categoryTitles[category]}{" "}
          <span className="quiet">
            {spans.length}, {formatDuration(spans.reduce((sum, span) => sum + span.durationMicros, 0))}
          </span>
        </li>
      ))}
    </ul>
  );
}
