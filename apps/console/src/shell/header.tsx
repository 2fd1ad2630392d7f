import type { ReactElement } from "react";
import { useLocation } from "wouter";
import { ViewLink } from "../time/view-link.tsx";
import { BackendHealth } from "./backend-health.tsx";
import { Icon } from "./icon.tsx";
import type { Theme } from "./theme.ts";
import { TimeControls } from "./time-controls.tsx";
import { views } from "./views.ts";
import "./header.css";

interface HeaderProps {
  readonly theme: Theme;
  readonly onToggleTheme: () => void;
  readonly onHelp: () => void;
}

export function Header({ theme, onToggleTheme, onHelp }: HeaderProps): ReactElement {
  const [location] = useLocation();
  const isCurrent = (path: string) => (path === "/" ? location === "/" : location.startsWith(path));
  return (
    <header className="header">
      <div className="brand">
        <img src="/favicon.svg" alt="" width="22" height="22" />
        <span className="brand-name">VoiceAssist</span>
      </div>
      <nav className="views" aria-label="Views">
        {views.map((view) => (
          <ViewLink
            key={view.path}
            path={view.path}
            className="view-link"
            title={`${view.title} (g ${view.key})`}
            {...(isCurrent(view.path) ? { "aria-current": "page" as const } : {})}
          >
            {view.title}
          </ViewLink>
        ))}
      </nav>
      <div className="controls">
        <BackendHealth />
        <TimeControls />
        <button
          type="button"
          className="button button-bare"
          onClick={onToggleTheme}
          aria-label={theme === "dark" ? "Use the light theme" : "Use the dark theme"}
          title={`${theme === "dark" ? "Light" : "Dark"} theme (d)`}
          data-testid="theme-toggle"
        >
          <Icon name={theme === "dark" ? "sun" : "moon"} />
        </button>
        <button
          type="button"
          className="button button-bare"
          onClick={onHelp}
          aria-label="Keyboard shortcuts"
          title="Keyboard shortcuts (?)"
        >
          ?
        </button>
      </div>
    </header>
  );
}
