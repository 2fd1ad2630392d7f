import type { RegexGroups } from "./regex.ts";

/** Go's template syntax: `$1`, `${1}`, `$name`, `${name}`, `$$`; what names no group is empty. */
export function expandTemplate(template: string, groups: RegexGroups): string {
  return template.replaceAll(/\$(?:\$|(\w+)|\{(\w+)\})/g, (whole: string, bare?: string, braced?: string) => {
    if (whole === "$$") return "$";
    const name = bare ?? braced ?? "";
    if (/^\d+$/.test(name)) return groups.numbered[Number(name)] ?? "";
    return Object.hasOwn(groups.named, name) ? (groups.named[name] ?? "") : "";
  });
}
