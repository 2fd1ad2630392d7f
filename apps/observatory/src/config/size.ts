const kibi = 1_024;

const unitBytes: Readonly<Record<string, number>> = {
  "": 1,
  K: kibi,
  M: kibi ** 2,
  G: kibi ** 3,
  T: kibi ** 4,
};

/** A size as Prometheus' configuration writes it (`512KB`, `10MiB`; both are powers of 1,024), in bytes. */
export function parseSizeBytes(text: string): number | undefined {
  const groups = /^(?<amount>\d{1,12})(?<unit>[KMGT]?)i?B?$/u.exec(text)?.groups;
  const unit = unitBytes[groups?.unit ?? "unknown"];
  return unit === undefined ? undefined : Number(groups?.amount) * unit;
}
