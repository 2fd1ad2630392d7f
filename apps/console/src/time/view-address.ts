import { useCallback } from "react";
import { defaultRange, defaultRefresh } from "./time-range.ts";
import { useViewTime } from "./view-time.tsx";

/** Builds addresses of views that keep the time range, unless the query names one, and the refresh. */
export function useViewAddress(): (path: string, query?: Readonly<Record<string, string>>) => string {
  const { range, refresh } = useViewTime();
  return useCallback(
    (path, query = {}) => {
      const params = new URLSearchParams(query);
      if (range !== defaultRange && !params.has("range")) params.set("range", range);
      if (refresh !== defaultRefresh) params.set("refresh", refresh);
      if (params.get("range") === defaultRange) params.delete("range");
      const text = params.toString();
      return text === "" ? path : `${path}?${text}`;
    },
    [range, refresh],
  );
}
