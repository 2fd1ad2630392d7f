import type { CSSProperties, ReactElement, ReactNode } from "react";
import type { Panel } from "../grafana/dashboard.ts";
import type { Resource } from "../http/resource.ts";
import { StaleMark } from "../parts/stale-mark.tsx";
import { Tip } from "../parts/tip.tsx";

interface PanelFrameProps {
  readonly panel: Panel;
  readonly resource?: Resource<unknown>;
  /** Beside the title: the value at a glance. */
  readonly glance?: ReactNode;
  readonly children: ReactNode;
}

/** A panel's place in the 24-column grid, its title, its description on demand and its mark when stale. */
export function PanelFrame({ panel, resource, glance, children }: PanelFrameProps): ReactElement {
  const { x, y, w, h } = panel.gridPos;
  const place = { "--x": x + 1, "--y": y + 1, "--w": w, "--h": h } as CSSProperties;
  const titleId = `panel-title-${panel.id}`;
  return (
    <section
      className="card panel"
      style={place}
      aria-labelledby={titleId}
      aria-busy={resource?.loading === true}
      data-testid={`panel-${panel.id}`}
    >
      <div className="panel-head">
        <h2 id={titleId}>{panel.title}</h2>
        <Tip about={panel.title}>
          {panel.description === "" ? null : <p>{panel.description}</p>}
          {panel.targets.map((target) => (
            <code key={target.refId}>{target.expression}</code>
          ))}
          {panel.field.overrideCount > 0 ? <p>Its field overrides are not drawn here.</p> : null}
        </Tip>
        {resource === undefined ? null : <StaleMark resource={resource} />}
        <div className="panel-glance">{glance}</div>
      </div>
      <div className="panel-body">{children}</div>
    </section>
  );
}
