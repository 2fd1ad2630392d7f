import { type ReactElement, useState } from "react";
import { Route, Switch, useLocation } from "wouter";
import { LogsView } from "../logs/logs-view.tsx";
import { OverviewView } from "../overview/overview-view.tsx";
import { EmptyNotice } from "../parts/notice.tsx";
import { RedactionsView } from "../redactions/redactions-view.tsx";
import { useViewAddress } from "../time/view-address.ts";
import { ViewLink } from "../time/view-link.tsx";
import { useViewTime } from "../time/view-time.tsx";
import { TraceSearchView } from "../traces/trace-search-view.tsx";
import { TraceView } from "../traces/trace-view.tsx";
import { Header } from "./header.tsx";
import { ShortcutHelp } from "./shortcut-help.tsx";
import { useShortcuts } from "./shortcuts.ts";
import { useTheme } from "./theme.ts";

export function Console(): ReactElement {
  const [theme, toggleTheme] = useTheme();
  const [helpOpen, setHelpOpen] = useState(false);
  const [, navigate] = useLocation();
  const { refreshNow } = useViewTime();
  const address = useViewAddress();
  useShortcuts({
    open: (path) => navigate(address(path)),
    refresh: refreshNow,
    toggleHelp: () => setHelpOpen((open) => !open),
    toggleTheme,
  });
  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <Header theme={theme} onToggleTheme={toggleTheme} onHelp={() => setHelpOpen(true)} />
      <main className="main" id="main" tabIndex={-1}>
        <Switch>
          <Route path="/">
            <OverviewView />
          </Route>
          <Route path="/logs">
            <LogsView />
          </Route>
          <Route path="/traces">
            <TraceSearchView />
          </Route>
          <Route path="/traces/:id">{({ id }) => <TraceView key={id} traceId={id} />}</Route>
          <Route path="/redactions">
            <RedactionsView />
          </Route>
          <Route>
            <EmptyNotice title="There is no such page" tall>
              Go to the <ViewLink path="/">overview</ViewLink>.
            </EmptyNotice>
          </Route>
        </Switch>
      </main>
      <ShortcutHelp open={helpOpen} onClose={() => setHelpOpen(false)} />
    </>
  );
}
