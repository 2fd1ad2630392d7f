import { useEffect, useRef } from "react";
import { views } from "./views.ts";

/** The second key of `g o` must follow the first within this time. */
const sequenceMillis = 1_200;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null
  );
}

export interface ShortcutActions {
  readonly open: (path: string) => void;
  readonly refresh: () => void;
  readonly toggleHelp: () => void;
  readonly toggleTheme: () => void;
}

/** `g` and a view's key open it, `/` goes to the query box, `r` refreshes, `d` changes the theme, `?` shows the list. */
export function useShortcuts(actions: ShortcutActions): void {
  const latest = useRef(actions);
  latest.current = actions;

  useEffect(() => {
    let leaderAtMillis = Number.NEGATIVE_INFINITY;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const afterLeader = event.timeStamp - leaderAtMillis < sequenceMillis;
      leaderAtMillis = Number.NEGATIVE_INFINITY;
      if (afterLeader) {
        const view = views.find((item) => item.key === event.key);
        if (view !== undefined) {
          event.preventDefault();
          latest.current.open(view.path);
        }
        return;
      }
      if (event.key === "g") leaderAtMillis = event.timeStamp;
      else if (event.key === "?") latest.current.toggleHelp();
      else if (event.key === "r") latest.current.refresh();
      else if (event.key === "d") latest.current.toggleTheme();
      else if (event.key === "/") {
        const box = document.querySelector<HTMLElement>("[data-query-box]");
        if (box !== null) {
          event.preventDefault();
          box.focus();
        }
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
