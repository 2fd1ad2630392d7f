const maxRelativeDifference = 1e-9;

/** Where the answers differ, in words; empty when they say the same. Order does not count, rounding does not. */
export function difference(left: unknown, right: unknown, path = "$"): string {
  if (Array.isArray(left) && Array.isArray(right)) {
    if (left.length !== right.length) return `${path}: ${left.length} against ${right.length} elements`;
    const [one, other] = [left, right].map((list) => [...list].sort(byLabels));
    for (const [index, element] of (one ?? []).entries()) {
      const found = difference(element, other?.[index], `${path}[${index}]`);
      if (found !== "") return found;
    }
    return "";
  }
  if (isObject(left) && isObject(right)) {
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      const found = difference(left[key], right[key], `${path}.${key}`);
      if (found !== "") return found;
    }
    return "";
  }
  if (left === right) return "";
  const [one, other] = [Number(left), Number(right)];
  const isClose = Math.abs(one - other) <= maxRelativeDifference * Math.max(Math.abs(one), Math.abs(other));
  return isClose ? "" : `${path}: ${String(left)} against ${String(right)}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function byLabels(left: unknown, right: unknown): number {
  if (!isObject(left) || !isObject(right)) return 0;
  const [one, other] = [left, right].map(({ metric }) =>
    JSON.stringify(metric, Object.keys(metric ?? {}).sort()),
  );
  return (one ?? "") < (other ?? "") ? -1 : 1;
}
