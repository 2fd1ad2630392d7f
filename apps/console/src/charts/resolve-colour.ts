/** A custom property's colour as canvas takes it: `light-dark()` is resolved by asking for it on an element. */
export function resolveColour(host: HTMLElement, property: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${property})`;
  host.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

/** `rgb(1, 2, 3)` with an opacity from 0 to 1. */
export function withOpacity(colour: string, opacity: number): string {
  return colour.replace(/^rgb\((.*)\)$/, `rgba($1, ${opacity})`);
}
