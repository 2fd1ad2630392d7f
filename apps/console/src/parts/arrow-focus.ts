import type { KeyboardEvent } from "react";

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

/** Moves the focus among the elements that match `selector` inside the element the event is handled on. */
export function moveFocusByArrow(event: KeyboardEvent<HTMLElement>, selector: string): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
  const current = document.activeElement instanceof HTMLElement ? items.indexOf(document.activeElement) : -1;
  if (current < 0) return;
  const ends: Readonly<Record<string, number>> = { Home: 0, End: items.length - 1 };
  const step = steps[event.key];
  const next = step === undefined ? ends[event.key] : current + step;
  if (next === undefined) return;
  event.preventDefault();
  items[Math.min(items.length - 1, Math.max(0, next))]?.focus();
}
