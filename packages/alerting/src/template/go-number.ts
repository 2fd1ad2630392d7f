/** Go's `%g` with as many digits as are needed to read the number back. */
export function goNumber(value: number): string {
  return general(value, undefined);
}

/** Go's `%.<digits>g`: that many digits that count, without zeros at the end. */
export function goDigits(value: number, digits: number): string {
  return general(value, Math.max(digits, 1));
}

const decimalsOfShortest = 6;
const smallestPlainExponent = -4;

function general(value: number, digits: number | undefined): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [mantissa = "0", power = "0"] = value
    .toExponential(digits === undefined ? digits : digits - 1)
    .split("e");
  const exponent = Number(power);
  const short = mantissa.includes(".") ? mantissa.replace(/\.?0+$/u, "") : mantissa;
  if (exponent < smallestPlainExponent || exponent >= (digits ?? decimalsOfShortest)) {
    return exponentText(short, exponent);
  }
  return plainText(short, exponent);
}

/** Go writes at least two digits of an exponent. */
export function exponentText(mantissa: string, exponent: number): string {
  return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

function plainText(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace("-", "").replace(".", "");
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const fraction = digits.slice(exponent + 1);
  return fraction === "" ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}
