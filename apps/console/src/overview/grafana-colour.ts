const named: Readonly<Record<string, string>> = {
  green: "--good",
  yellow: "--warn",
  orange: "--warn",
  red: "--bad",
  blue: "--series-6",
  purple: "--series-3",
};

/** The console's own colour for one of Grafana's names, shades included (`dark-red`); AA in both themes, as Grafana's are not. */
export function grafanaColour(name: string | undefined): string {
  const base = name?.replace(/^(?:super-light|light|semi-dark|dark)-/, "") ?? "";
  return named[base] ?? "--ink";
}
