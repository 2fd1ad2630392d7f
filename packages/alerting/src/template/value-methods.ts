import { durationText, formatTime, timeText } from "./go-time.ts";
import { TemplateError } from "./template-error.ts";
import { fixed, type TemplateFunction, textOf } from "./template-functions.ts";
import type { TemplateDuration, TemplateTime, TemplateValue } from "./template-value.ts";
import { isList, typeName } from "./template-value.ts";

/** The methods of times and durations that templates use; `undefined` for another name. */
export function methodOf(value: TemplateTime | TemplateDuration, name: string): TemplateFunction | undefined {
  return value.kind === "time" ? timeMethod(value, name) : durationMethod(value, name);
}

function timeMethod({ millis }: TemplateTime, name: string): TemplateFunction | undefined {
  const time = new Date(millis);
  const whole = (read: () => number): TemplateFunction => fixed(0, () => BigInt(read()));
  switch (name) {
    case "Format":
      return fixed(1, ([layout]) => formatTime(millis, textOf(layout)));
    case "String":
      return fixed(0, () => timeText(millis));
    case "Unix":
      return whole(() => Math.floor(millis / 1_000));
    case "UnixMilli":
      return whole(() => millis);
    case "Year":
      return whole(() => time.getUTCFullYear());
    case "Day":
      return whole(() => time.getUTCDate());
    case "Hour":
      return whole(() => time.getUTCHours());
    case "Minute":
      return whole(() => time.getUTCMinutes());
    case "Second":
      return whole(() => time.getUTCSeconds());
    case "UTC":
      return fixed(0, () => ({ kind: "time", millis }));
    case "Add":
      return fixed(1, ([given]) => ({
        kind: "time",
        millis: millis + kindOf(given, "duration").seconds * 1_000,
      }));
    case "Sub":
      return fixed(1, ([given]) => ({
        kind: "duration",
        seconds: (millis - kindOf(given, "time").millis) / 1_000,
      }));
    default:
      return undefined;
  }
}

function durationMethod({ seconds }: TemplateDuration, name: string): TemplateFunction | undefined {
  switch (name) {
    case "String":
      return fixed(0, () => durationText(seconds));
    case "Seconds":
      return fixed(0, () => seconds);
    case "Minutes":
      return fixed(0, () => seconds / 60);
    case "Hours":
      return fixed(0, () => seconds / 3_600);
    case "Milliseconds":
      return fixed(0, () => BigInt(Math.trunc(seconds * 1_000)));
    default:
      return undefined;
  }
}

type Kinds = { readonly time: TemplateTime; readonly duration: TemplateDuration };

function kindOf<Kind extends keyof Kinds>(value: TemplateValue, kind: Kind): Kinds[Kind] {
  if (typeof value === "object" && value !== null && !isList(value) && value.kind === kind) {
    return value as Kinds[Kind];
  }
  throw new TemplateError(`wrong type for value; expected time.${kind}; got ${typeName(value)}`);
}
