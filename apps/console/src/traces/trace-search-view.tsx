import type { ReactElement } from "react";
import { useSearchParams } from "wouter";
import { useResource } from "../http/resource.ts";
import { searchTraces, serviceNames } from "../jaeger/jaeger-api.ts";
import { summarizeTrace } from "../jaeger/trace-summary.ts";
import { EmptyNotice, FailureNotice } from "../parts/notice.tsx";
import { Skeleton, SkeletonRows } from "../parts/skeleton.tsx";
import { StaleMark } from "../parts/stale-mark.tsx";
import { useDocumentTitle } from "../shell/document-title.ts";
import { rangeTitles } from "../time/time-range.ts";
import { useViewTime } from "../time/view-time.tsx";
import {
  checkSearch,
  defaultLimit,
  fieldNames,
  readSearchFields,
  type SearchFields,
  usualService,
} from "./search-fields.ts";
import { SearchForm } from "./search-form.tsx";
import { TraceResults } from "./trace-results.tsx";
import { TraceScatter } from "./trace-scatter.tsx";
import "./search.css";

/** Searches traces; the search is in the address. */
export function TraceSearchView(): ReactElement {
  useDocumentTitle("Traces");
  const [params, setParams] = useSearchParams();
  const { range, loadTime, window, refreshNow } = useViewTime();
  const fields = readSearchFields(params);
  const services = useResource("services", loadTime, serviceNames);
  const known = services.value ?? [];
  const service =
    fields.service !== "" ? fields.service : (known.find((name) => name === usualService) ?? known[0] ?? "");
  const checked = checkSearch(fields, service);
  const key = JSON.stringify([fields, service]);
  const found = useResource(
    key,
    loadTime,
    checked.ok && service !== "" ? (signal) => searchTraces(checked.search, window, signal) : undefined,
  );

  const search = (next: SearchFields) => {
    const usual: Partial<SearchFields> = { limit: defaultLimit, service: usualService };
    setParams((before) => {
      const address = new URLSearchParams(before);
      for (const name of fieldNames) {
        if (next[name] === "" || next[name] === usual[name]) address.delete(name);
        else address.set(name, next[name]);
      }
      return address;
    });
    refreshNow();
  };

  if (services.value === undefined) {
    return services.failure === undefined ? (
      <div className="traces" role="status" aria-label="Loading">
        <div className="card trace-form">
          <Skeleton height={50} />
        </div>
        <div className="card">
          <SkeletonRows count={10} height={24} />
        </div>
      </div>
    ) : (
      <FailureNotice failure={services.failure} retry={services.retry} tall />
    );
  }
  if (known.length === 0 && fields.service === "") {
    return (
      <EmptyNotice title="No traces have arrived yet" tall>
        The list of services fills with the first span that is sent over OTLP to port 4318. Start the demo, or
        send a request to the gateway.
      </EmptyNotice>
    );
  }
  const summaries = (found.value ?? [])
    .map(summarizeTrace)
    .filter((summary) => summary !== undefined)
    .toSorted((a, b) => b.startMicros - a.startMicros);
  const atLimit = checked.ok && summaries.length >= checked.search.limit;
  return (
    <div className="traces">
      <h1 className="only-read">Traces</h1>
      <SearchForm
        key={key}
        fields={fields}
        service={service}
        services={[...new Set([...known, service])]}
        onSearch={search}
      />
      <section className="card" aria-label="Results" aria-busy={found.loading}>
        {!checked.ok ? (
          <EmptyNotice title="The search cannot be read" tall>
            Correct the marked field above and search again.
          </EmptyNotice>
        ) : found.value === undefined ? (
          found.failure === undefined ? (
            <SkeletonRows count={12} height={24} />
          ) : (
            <FailureNotice failure={found.failure} retry={found.retry} tall />
          )
        ) : summaries.length === 0 ? (
          <EmptyNotice title="No traces match" tall>
            Nothing matched in {rangeTitles[range].toLowerCase().replace("last", "the last")}. Choose a longer
            range or fewer conditions.
          </EmptyNotice>
        ) : (
          <>
            <div className="log-status">
              <span>
                {summaries.length} traces{atLimit ? ", as many as the limit lets through" : ""}, newest first
              </span>
              <StaleMark resource={found} />
            </div>
            <TraceScatter summaries={summaries} window={window} />
            <TraceResults summaries={summaries} nowMillis={window.toSeconds * 1_000} />
          </>
        )}
      </section>
    </div>
  );
}
