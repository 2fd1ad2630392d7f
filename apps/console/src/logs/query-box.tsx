import { type KeyboardEvent, type ReactElement, useId, useRef, useState } from "react";
import { complete, completionAt } from "../loki/completion.ts";
import { useSuggestions } from "./suggestions.ts";

interface QueryBoxProps {
  readonly query: string;
  readonly invalid: boolean;
  readonly onRun: (query: string) => void;
}

/** A LogQL query with suggestions of labels and their values. Enter runs it, or takes the chosen suggestion. */
export function QueryBox({ query, invalid, onRun }: QueryBoxProps): ReactElement {
  const [draft, setDraft] = useState(query);
  const [shownFor, setShownFor] = useState(query);
  const [caret, setCaret] = useState(query.length);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  if (shownFor !== query) {
    setShownFor(query);
    setDraft(query);
  }

  const completion = open ? completionAt(draft, caret) : undefined;
  const suggestions = useSuggestions(completion);
  const isOpen = completion !== undefined && suggestions.length > 0;

  const take = (choice: string | undefined) => {
    if (completion === undefined || choice === undefined) return;
    const next = complete(draft, completion, choice);
    setDraft(next.query);
    setCaret(next.caret);
    setChosen(-1);
    requestAnimationFrame(() => input.current?.setSelectionRange(next.caret, next.caret));
  };
  const run = () => {
    setOpen(false);
    onRun(draft.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") setOpen(false);
    else if (isOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setChosen((chosen + step + suggestions.length) % suggestions.length);
    } else if (isOpen && chosen >= 0 && (event.key === "Enter" || event.key === "Tab")) {
      event.preventDefault();
      take(suggestions[chosen]);
    }
  };

  return (
    <form
      className="query-box"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <div className="query-input">
        <input
          ref={input}
          className="field mono"
          aria-label="LogQL query"
          data-query-box=""
          data-testid="log-query"
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && chosen >= 0 ? `${listId}-${chosen}` : undefined}
          aria-invalid={invalid}
          spellCheck={false}
          autoComplete="off"
          value={draft}
          onChange={(event) => {
            setDraft(event.target.value);
            setCaret(event.target.selectionStart ?? event.target.value.length);
            setOpen(true);
            setChosen(-1);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onClick={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        <div className="suggestions" id={listId} role="listbox" aria-label="Suggestions" hidden={!isOpen}>
          {suggestions.map((suggestion, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and names the active option
            <div
              key={suggestion}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === chosen}
              className="suggestion mono"
              onPointerDown={(event) => {
                event.preventDefault();
                take(suggestion);
              }}
            >
              {suggestion}
            </div>
          ))}
        </div>
      </div>
      <button type="submit" className="button button-main">
        Run
      </button>
    </form>
  );
}
