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

/** As Prometheus shows a size: `1MiB512KiB`. */
export function formatSize(bytes: number): string {
  let text = "";
  let rest = bytes;
  for (const unit of ["T", "G", "M", "K", ""]) {
    const size = unitBytes[unit] ?? 1;
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit === "" ? "B" : `${unit}iB`}`;
    rest -= count * size;
  }
  return text === "" ? "0B" : text;
}
