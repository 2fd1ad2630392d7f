import type { Alertmanager } from "../../scrape/read-alertmanagers.ts";

/** `data` of `/api/v1/alertmanagers`: where alerts are sent. */
export function alertmanagersResult(alertmanagers: readonly Alertmanager[]): unknown {
  const urls = alertmanagers.flatMap(({ scheme, pathPrefix, discovery }) =>
    discovery.staticGroups.flatMap(({ addresses }) =>
      addresses.map((address) => ({ url: `${scheme}://${address}${pathPrefix}/api/v2/alerts` })),
    ),
  );
  return { activeAlertmanagers: urls, droppedAlertmanagers: [] };
}
