/** The console's views, in the order of the navigation. `key` follows `g` on the keyboard. */
export const views = [
  { path: "/", title: "Overview", key: "o" },
  { path: "/logs", title: "Logs", key: "l" },
  { path: "/traces", title: "Traces", key: "t" },
  { path: "/redactions", title: "Redactions", key: "r" },
] as const;
