import type { ReactElement } from "react";
import { rangeNames, rangeOf, rangeTitles, refreshNames, refreshOf } from "../time/time-range.ts";
import { useViewTime } from "../time/view-time.tsx";
import { Icon } from "./icon.tsx";

/** The time range and the refresh that all views share. */
export function TimeControls(): ReactElement {
  const { range, refresh, setRange, setRefresh, refreshNow } = useViewTime();
  return (
    <div className="time-controls">
      <select
        className="select"
        aria-label="Time range"
        data-testid="time-range"
        value={range}
        onChange={(event) => setRange(rangeOf(event.target.value))}
      >
        {rangeNames.map((name) => (
          <option key={name} value={name}>
            {rangeTitles[name]}
          </option>
        ))}
      </select>
      <div className="refresh">
        <button
          type="button"
          className="button"
          aria-label="Refresh now"
          title="Refresh now (r)"
          onClick={refreshNow}
        >
          <Icon name="refresh" />
        </button>
        <select
          className="select"
          aria-label="Refresh every"
          data-testid="refresh-every"
          value={refresh}
          onChange={(event) => setRefresh(refreshOf(event.target.value))}
        >
          {refreshNames.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
