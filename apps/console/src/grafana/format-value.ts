/** A number as text and its unit, apart so that the unit can be set smaller. */
export interface FormattedValue {
  readonly text: string;
  readonly unit: string;
}

const nothing: FormattedValue = { text: "–", unit: "" };

/** Three significant figures, without trailing zeros after the point. */
function figures(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  const text = value.toFixed(digits);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

const thousands: readonly (readonly [number, string])[] = [
  [1e12, "Tri"],
  [1e9, "Bil"],
  [1e6, "Mil"],
  [1e3, "K"],
];

function short(value: number): FormattedValue {
  for (const [size, name] of thousands) {
    if (Math.abs(value) >= size) return { text: figures(value / size), unit: name };
  }
  return { text: figures(value), unit: "" };
}

function rate(value: number, unit: string): FormattedValue {
  const scaled = short(value);
  return { text: scaled.text, unit: scaled.unit === "" ? unit : `${scaled.unit} ${unit}` };
}

function seconds(value: number): FormattedValue {
  const size = Math.abs(value);
  if (size === 0) return { text: "0", unit: "s" };
  if (size < 1e-3) return { text: figures(value * 1e6), unit: "µs" };
  if (size < 1) return { text: figures(value * 1e3), unit: "ms" };
  if (size < 120) return { text: figures(value), unit: "s" };
  if (size < 7_200) return { text: figures(value / 60), unit: "min" };
  return { text: figures(value / 3_600), unit: "h" };
}

const formats: Readonly<Record<string, (value: number) => FormattedValue>> = {
  none: (value) => ({ text: figures(value), unit: "" }),
  short,
  reqps: (value) => rate(value, "req/s"),
  cps: (value) => rate(value, "c/s"),
  s: seconds,
  percentunit: (value) => ({ text: figures(value * 100), unit: "%" }),
};

/** By Grafana's unit ids; one that is not known is shown as it is written, behind the plain number. */
export function formatValue(value: number | null | undefined, unit: string): FormattedValue {
  if (value === null || value === undefined || Number.isNaN(value)) return nothing;
  if (!Number.isFinite(value)) return { text: value > 0 ? "∞" : "−∞", unit: "" };
  const format = formats[unit];
  return format === undefined ? { text: figures(value), unit } : format(value);
}

export function formatText(value: number | null | undefined, unit: string): string {
  const formatted = formatValue(value, unit);
  if (formatted.unit === "") return formatted.text;
  return formatted.unit === "%" ? `${formatted.text}%` : `${formatted.text} ${formatted.unit}`;
}
