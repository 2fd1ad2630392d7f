/** Prometheus answers so many of each kind, and how many it leaves out. */
const maxAnnotations = 10;

export function limitedAnnotations(texts: readonly string[], kind: "warning" | "info"): readonly string[] {
  if (texts.length <= maxAnnotations) return texts;
  const omitted = `${texts.length - maxAnnotations} more ${kind} annotations omitted`;
  return [...texts.slice(0, maxAnnotations), omitted];
}
