/** A time as Go prints it: `2015-06-23 13:19:44.128 +0000 UTC`. */
export function timeText(millis: number): string {
  return formatTime(millis, "2006-01-02 15:04:05.999 -0700 MST");
}

/** A duration as Go prints it: `1h0m5.5s`, `100ms`, `0s`. */
export function durationText(seconds: number): string {
  if (seconds === 0) return "0s";
  const sign = seconds < 0 ? "-" : "";
  const size = Math.abs(seconds);
  if (size < 1) {
    const [unit, scale] = size >= 1e-3 ? ["ms", 1e3] : size >= 1e-6 ? ["µs", 1e6] : ["ns", 1e9];
    return `${sign}${rounded(size * Number(scale))}${unit}`;
  }
  const hours = Math.floor(size / 3_600);
  const minutes = Math.floor((size % 3_600) / 60);
  const rest = `${rounded(size % 60)}s`;
  if (hours > 0) return `${sign}${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${sign}${minutes}m${rest}` : `${sign}${rest}`;
}

const nanosADigit = 9;

function rounded(value: number): string {
  return String(Number(value.toFixed(nanosADigit)));
}

const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** The parts of Go's reference time; the longer before what begins like it. */
const layoutPart =
  /January|Jan|Monday|Mon|MST|2006|[.,]0+(?!\d)|[.,]9+(?!\d)|__2|_2|002|01|02|03|04|05|06|15|PM|pm|Z07:00|Z0700|-07:00|-0700|-07|[1-5]/gu;

/** Go's `Format` of a time in UTC: the layout is the reference time `Mon Jan 2 15:04:05 MST 2006` as it is to look. */
export function formatTime(millis: number, layout: string): string {
  const time = new Date(millis);
  const two = (value: number): string => String(value).padStart(2, "0");
  const hour = time.getUTCHours();
  const half = hour % 12 === 0 ? 12 : hour % 12;
  const month = months[time.getUTCMonth()] ?? "";
  const weekday = days[time.getUTCDay()] ?? "";
  const yearDay = Math.floor((millis - Date.UTC(time.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
  const parts: Readonly<Record<string, string>> = {
    January: month,
    Jan: month.slice(0, 3),
    Monday: weekday,
    Mon: weekday.slice(0, 3),
    MST: "UTC",
    2006: String(time.getUTCFullYear()).padStart(4, "0"),
    "06": two(time.getUTCFullYear() % 100),
    "01": two(time.getUTCMonth() + 1),
    1: String(time.getUTCMonth() + 1),
    "02": two(time.getUTCDate()),
    2: String(time.getUTCDate()),
    _2: String(time.getUTCDate()).padStart(2),
    __2: String(yearDay).padStart(3),
    "002": String(yearDay).padStart(3, "0"),
    15: two(hour),
    "03": two(half),
    3: String(half),
    "04": two(time.getUTCMinutes()),
    4: String(time.getUTCMinutes()),
    "05": two(time.getUTCSeconds()),
    5: String(time.getUTCSeconds()),
    PM: hour < 12 ? "AM" : "PM",
    pm: hour < 12 ? "am" : "pm",
    "Z07:00": "Z",
    Z0700: "Z",
    "-07:00": "+00:00",
    "-0700": "+0000",
    "-07": "+00",
  };
  const fraction = String(time.getUTCMilliseconds()).padStart(3, "0");
  return layout.replace(layoutPart, (part) => {
    if (!/^[.,]/u.test(part)) return parts[part] ?? part;
    const digits = fraction.padEnd(part.length - 1, "0").slice(0, part.length - 1);
    if (part[1] === "0") return `${part[0]}${digits}`;
    const short = digits.replace(/0+$/u, "");
    return short === "" ? "" : `${part[0]}${short}`;
  });
}
