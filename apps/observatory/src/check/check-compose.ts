import { existsSync } from "node:fs";
import { join } from "node:path";
import { isScalar, visit } from "yaml";
import { type ConfigFile, type ConfigNode, openConfigFile } from "../config/config-file.ts";
import type { Problem } from "../config/problem.ts";

const pinned = /:v?\d+(?:\.\d+)+(?:-[\w.]+)?$/u;
const secretName = /(?:PASSWORD|SECRET|TOKEN|API_KEY|ROUTING_KEY)$/u;
/** Optional by design: without it answers are extractive. */
const optionalSecrets = ["OPENAI_API_KEY"];

/** Checks `docker-compose.yml`: pinned images, mounted files that exist, secrets without defaults. */
export function checkCompose(path: string, text: string, repository: string, problems: Problem[]): void {
  const file = openConfigFile(path, text, problems);
  if (file.root === null) return;
  checkSecrets(file, file.root);
  const services = file.mapping(file.root, "the file").get("services");
  if (services === undefined) {
    file.report(file.root, "there are no services");
    return;
  }
  for (const [name, service] of file.mapping(services, "services")) {
    const entries = file.mapping(service, name);
    const image = entries.get("image");
    const imageText = image === undefined ? undefined : file.text(image, "image");
    if (imageText === undefined) file.report(service, `${name} has no image`);
    else if (!pinned.test(imageText))
      file.report(image ?? null, `the image ${imageText} has no fixed version`);
    const volumes = entries.get("volumes");
    for (const item of volumes === undefined ? [] : file.list(volumes, "volumes")) {
      const source = file.text(item, "a volume")?.split(":")[0] ?? "";
      if (source.startsWith("./") && !existsSync(join(repository, source))) {
        file.report(item, `${source} is mounted and does not exist`);
      }
    }
  }
}

function checkSecrets(file: ConfigFile, root: ConfigNode): void {
  if (root === null) return;
  visit(root, {
    Scalar(key, node) {
      if (key === "key" || typeof node.value !== "string") return;
      for (const [whole, name = "", modifier = ""] of node.value.matchAll(/\$\{([A-Z_]+)([^}]*)\}/gu)) {
        if (!secretName.test(name) || optionalSecrets.includes(name) || modifier.startsWith(":?")) continue;
        file.report(node, `${whole} starts without the secret; write \${${name}:?what to do}`);
      }
    },
    Pair(_index, { key, value }) {
      if (!isScalar(key) || !isScalar(value) || typeof value.value !== "string") return;
      const isGiven = /^(?:$|\$\{|\/run\/secrets\/)/u.test(value.value);
      if (secretName.test(String(key.value)) && !isGiven) {
        file.report(value, `${String(key.value)} is written in the file; take it from \${…:?…}`);
      }
    },
  });
}
