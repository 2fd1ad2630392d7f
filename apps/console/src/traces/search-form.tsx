import { type ReactElement, useId, useState } from "react";
import { loadOnce, useResource } from "../http/resource.ts";
import { operationNames } from "../jaeger/jaeger-api.ts";
import { type CheckedSearch, checkSearch, limits, type SearchFields } from "./search-fields.ts";

interface SearchFormProps {
  readonly fields: SearchFields;
  readonly service: string;
  readonly services: readonly string[];
  readonly onSearch: (fields: SearchFields) => void;
}

type Problem = Extract<CheckedSearch, { ok: false }>;

/** What traces to look for. A mistake in a field is said at the field, before anything is asked. */
export function SearchForm({ fields, service, services, onSearch }: SearchFormProps): ReactElement {
  const id = useId();
  const [draft, setDraft] = useState({ ...fields, service });
  const [problem, setProblem] = useState<Problem | undefined>(() => {
    const checked = checkSearch(fields, service);
    return checked.ok ? undefined : checked;
  });
  const operations = useResource(
    `operations of ${draft.service}`,
    loadOnce,
    draft.service === "" ? undefined : (signal) => operationNames(draft.service, signal),
  );
  const put = (change: Partial<SearchFields>) => setDraft((before) => ({ ...before, ...change }));
  const submit = () => {
    const checked = checkSearch(draft, draft.service);
    setProblem(checked.ok ? undefined : checked);
    if (checked.ok) onSearch(draft);
  };
  const text = (name: "tags" | "min" | "max", label: string, placeholder: string) => (
    <div className={`search-${name}`}>
      <label className="label" htmlFor={`${id}-${name}`}>
        {label}
      </label>
      <input
        id={`${id}-${name}`}
        className="field"
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        value={draft[name]}
        onChange={(event) => put({ [name]: event.target.value })}
        aria-invalid={problem?.field === name}
        aria-describedby={problem?.field === name ? `${id}-problem` : undefined}
        {...(name === "tags" ? { "data-query-box": "" } : {})}
      />
    </div>
  );
  return (
    <form
      className="card trace-form"
      aria-label="Search traces"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="search-service">
        <label className="label" htmlFor={`${id}-service`}>
          Service
        </label>
        <select
          id={`${id}-service`}
          className="select field"
          value={draft.service}
          onChange={(event) => put({ service: event.target.value, operation: "" })}
        >
          {services.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      <div className="search-operation">
        <label className="label" htmlFor={`${id}-operation`}>
          Operation
        </label>
        <select
          id={`${id}-operation`}
          className="select field"
          value={draft.operation}
          onChange={(event) => put({ operation: event.target.value })}
        >
          <option value="">all</option>
          {[...new Set([...(operations.value ?? []), draft.operation])]
            .filter((name) => name !== "")
            .map((name) => (
              <option key={name}>{name}</option>
            ))}
        </select>
      </div>
      {text("tags", "Tags", 'error=true http.route="/api/rag/query"')}
      {text("min", "Min duration", "100ms")}
      {text("max", "Max duration", "1.5s")}
      <div className="search-limit">
        <label className="label" htmlFor={`${id}-limit`}>
          Limit
        </label>
        <select
          id={`${id}-limit`}
          className="select field"
          value={draft.limit}
          onChange={(event) => put({ limit: event.target.value })}
        >
          {limits.map((limit) => (
            <option key={limit}>{limit}</option>
          ))}
        </select>
      </div>
      <button type="submit" className="button button-main">
        Search
      </button>
      {problem === undefined ? null : (
        <p className="search-problem" id={`${id}-problem`} role="alert">
          {problem.problem}
        </p>
      )}
    </form>
  );
}
