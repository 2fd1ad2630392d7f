import { type ReactElement, useEffect, useRef } from "react";
import { views } from "./views.ts";
import "./shortcut-help.css";

const others: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["/"], "Go to the query box"],
  [["r"], "Refresh now"],
  [["d"], "Change between light and dark"],
  [["↑", "↓"], "Move in lists and in the waterfall"],
  [["←", "→"], "Fold and unfold spans; move the crosshair in a chart"],
  [["Enter"], "Open the row or the span's details"],
  [["?"], "Show or close this list"],
];

interface ShortcutHelpProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The keyboard shortcuts, in a modal dialog that Escape closes. */
export function ShortcutHelp({ open, onClose }: ShortcutHelpProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} className="help" aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title">Keyboard</h2>
      <dl>
        {views.map((view) => (
          <div key={view.path}>
            <dt>
              <kbd>g</kbd> <kbd>{view.key}</kbd>
            </dt>
            <dd>{view.title}</dd>
          </div>
        ))}
        {others.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </dialog>
  );
}
