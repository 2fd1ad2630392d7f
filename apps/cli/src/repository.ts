import { fileURLToPath } from "node:url";

/** The folder that holds apps/ and infrastructure/, found from this file's place in apps/cli/{src,dist}. */
export const repositoryRoot: string = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "");

/** The built entry file of an app. */
export function appEntry(app: "gateway" | "observatory" | "clinic"): string {
  return `${repositoryRoot}/apps/${app}/dist/main.js`;
}
