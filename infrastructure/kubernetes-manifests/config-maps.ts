import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { type Manifest, partOf } from "./manifest.ts";

/** Keys of a ConfigMap hold no slash. */
const slash = "__";

/** A folder that Compose mounts over a part of another; a ConfigMap is one mount, so its files stand in for that part. */
export interface Overlay {
  readonly prefix: string;
  readonly path: string;
}

/** A ConfigMap of every file below the folder, or of one file, as Compose would mount it. */
export function configMapOf(name: string, path: string, overlays: readonly Overlay[]): Manifest {
  const files = mountedFiles(path, overlays);
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name, labels: partOf },
    data: Object.fromEntries(
      files.map(([place, file]) => [place.replaceAll("/", slash), readFileSync(file, "utf8")]),
    ),
  };
}

/** The `items` that give the files their folders back. */
export function configMapItems(
  path: string,
  overlays: readonly Overlay[],
): readonly { readonly key: string; readonly path: string }[] {
  return mountedFiles(path, overlays).map(([place]) => ({ key: place.replaceAll("/", slash), path: place }));
}

function mountedFiles(
  path: string,
  overlays: readonly Overlay[],
): readonly (readonly [place: string, file: string])[] {
  const isCovered = (place: string): boolean => overlays.some(({ prefix }) => place.startsWith(`${prefix}/`));
  const own = filesBelow(path)
    .map((file) => [relative(path, file) || (file.split("/").at(-1) ?? file), file] as const)
    .filter(([place]) => !isCovered(place));
  const over = overlays.flatMap((overlay) =>
    filesBelow(overlay.path).map(
      (file) => [`${overlay.prefix}/${relative(overlay.path, file)}`, file] as const,
    ),
  );
  return [...own, ...over];
}

function filesBelow(path: string): readonly string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => filesBelow(join(path, entry.name)));
}
