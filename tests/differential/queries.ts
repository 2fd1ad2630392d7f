// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are templates of label_replace.
/** A query of the comparison. `since`: the major version of Prometheus that first has all of it. */
export interface ComparedQuery {
  readonly query: string;
  readonly since: number;
}

const counters = [
  'http_requests_total{endpoint="ep1"}',
  'http_requests_total{instance="node-c",method=~"G.+|PUT"}',
  'http_requests_total{status!~"2..",endpoint=~"ep[0-2]"}',
  "rare_events_total",
];
const gauges = [
  'queue_depth{instance="node-b"}',
  'room_temperature_celsius{room=~"r1.?"}',
  'flapping{slot=~"s.[05]"}',
  'tiny_and_huge{place=~"p.[0-4]"}',
];
const ranges = ["5m", "17m", "1h", "3h20m"];

const counterFunctions = ["rate", "increase", "irate", "resets"];
const gaugeFunctions = ["delta", "idelta", "deriv", "changes"];
const overTime = [
  "avg_over_time",
  "min_over_time",
  "max_over_time",
  "sum_over_time",
  "count_over_time",
  "last_over_time",
  "present_over_time",
  "stddev_over_time",
  "stdvar_over_time",
];
const aggregations = ["sum", "avg", "count", "min", "max", "group", "stddev", "stdvar"];
const groupings = [
  "",
  " by (instance)",
  " by (endpoint, status)",
  " without (instance, method)",
  " by (missing)",
];

/** The families of functions over the families of data. */
function* generated(): Iterable<string> {
  for (const range of ranges) {
    for (const name of counterFunctions)
      for (const selector of counters) yield `${name}(${selector}[${range}])`;
    for (const name of gaugeFunctions) for (const selector of gauges) yield `${name}(${selector}[${range}])`;
    for (const name of overTime) {
      yield `${name}(${gauges[ranges.indexOf(range)]}[${range}])`;
      yield `${name}(${counters[ranges.indexOf(range)]}[${range}])`;
    }
    for (const quantile of ["0.5", "0.99", "-1", "2"]) {
      yield `quantile_over_time(${quantile}, queue_depth{instance="node-a"}[${range}])`;
    }
    yield `predict_linear(room_temperature_celsius{instance="node-a"}[${range}], 3600)`;
    yield `absent_over_time(flapping{slot="s7"}[${range}])`;
    yield `absent_over_time(none{a="b",c=~"d"}[${range}])`;
    yield `max_over_time(rate(http_requests_total{endpoint="ep3",status="200"}[7m])[${range}:2m])`;
    yield `sum_over_time(queue_depth{queue="q7"}[${range}:3m])`;
    yield `histogram_quantile(0.9, sum by (le, endpoint) (rate(request_duration_seconds_bucket[${range}])))`;
  }
  for (const aggregation of aggregations) {
    for (const grouping of groupings) {
      yield `${aggregation}${grouping} (rate(http_requests_total{endpoint=~"ep[0-4]"}[11m]))`;
      yield `${aggregation}${grouping} (queue_depth{queue!~"q[34]"})`;
    }
    yield `${aggregation} (tiny_and_huge)`;
    yield `${aggregation} by (instance) (queue_depth)`;
  }
  for (const count of ["0", "1", "3", "1000"]) {
    yield `topk(${count}, http_requests_total{method="GET",status="200"})`;
    yield `bottomk by (instance) (${count}, room_temperature_celsius)`;
    yield `topk without (room) (${count}, room_temperature_celsius)`;
  }
  for (const quantile of ["0", "0.25", "0.5", "0.95", "1", "-0.1", "1.1", "NaN"]) {
    yield `quantile(${quantile}, room_temperature_celsius)`;
    yield `quantile by (instance) (${quantile}, queue_depth{queue!~"q[34]"})`;
    yield `histogram_quantile(${quantile}, rate(request_duration_seconds_bucket{endpoint="ep4"}[13m]))`;
    yield `histogram_quantile(${quantile}, request_duration_seconds_bucket{instance="node-d"})`;
  }
  for (const operator of ["+", "-", "*", "/", "%", "^", "atan2", "==", "!=", ">", "<", ">=", "<="]) {
    yield `queue_depth{queue=~"q[0-4]"} ${operator} 7`;
    yield `3 ${operator} room_temperature_celsius{room="r3"}`;
    yield `queue_depth{queue="q1"} ${operator} ignoring(queue) queue_depth{queue="q2"}`;
    yield `queue_depth{queue=~"q[5-9]"} ${operator} on(instance) group_left(zone) node_capacity`;
  }
  for (const operator of ["==", "!=", ">", "<", ">=", "<="]) {
    yield `queue_depth{queue="q3"} ${operator} bool 10`;
    yield `1 ${operator} bool 2`;
  }
  for (const name of mathFunctions) {
    yield `${name}(queue_depth{queue=~"q[3-6]",instance="node-a"})`;
    yield `${name}(room_temperature_celsius{room="r2"} / 100)`;
    yield `${name}(tiny_and_huge{place=~"p4.|p[0-9]"})`;
  }
  for (const name of calendarFunctions) {
    yield `${name}()`;
    yield `${name}(http_requests_total{endpoint="ep1",method="GET"} * 1e5)`;
  }
  for (const set of ["and", "or", "unless"]) {
    yield `flapping{slot=~"s1.*"} ${set} flapping{slot=~"s.5"}`;
    yield `queue_depth{queue="q1"} ${set} on(instance) build_info{version="v2"}`;
    yield `node_capacity ${set} ignoring(zone, __name__) count by (instance, job) (queue_depth > 0)`;
  }
}

const mathFunctions = [
  "abs",
  "ceil",
  "floor",
  "round",
  "exp",
  "ln",
  "log2",
  "log10",
  "sqrt",
  "sgn",
  "sin",
  "cos",
  "tan",
  "asin",
  "acos",
  "atan",
  "sinh",
  "cosh",
  "tanh",
  "asinh",
  "acosh",
  "atanh",
  "deg",
  "rad",
];

const calendarFunctions = [
  "minute",
  "hour",
  "day_of_week",
  "day_of_month",
  "day_of_year",
  "days_in_month",
  "month",
  "year",
];

/** What no family has, and what people write. */
const written: readonly string[] = [
  "flapping",
  "build_info",
  "odd_values",
  'odd_values{text="with \\"quotes\\""}',
  "odd_values{text=`back\\slash`}",
  'odd_values{text="two\\nlines"}',
  'odd_values{text=~"two.lines"}',
  'odd_values{text=~"p.+n"}',
  'odd_values{text=~"日."}',
  'odd_values{text=""}',
  'odd_values{text!=""}',
  'odd_values{text=~".*"}',
  'odd_values{text=~".+"}',
  'odd_values{text=~"(?i)upper|PLAIN"}',
  'odd_values{missing=""}',
  'odd_values{missing!="x"}',
  '{__name__=~"node_.*"}',
  '{__name__=~"(queue|room)_.*",instance="node-a"}',
  '{job="worker",queue="q1"}',
  "sum(http_requests_total)",
  'sum by (job) ({job=~".+"} > 1e3)',
  'sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))',
  'sum by (endpoint) (rate(http_requests_total{status=~"5.."}[5m])) / sum by (endpoint) (rate(http_requests_total[5m])) > 0.01',
  "histogram_quantile(0.95, sum by (le) (rate(request_duration_seconds_bucket[5m])))",
  "histogram_quantile(0.5, request_duration_seconds_bucket)",
  'histogram_quantile(scalar(node_capacity{instance="node-a"}) / 200, rate(request_duration_seconds_bucket[10m]))',
  "rate(request_duration_seconds_sum[10m]) / rate(request_duration_seconds_count[10m])",
  'sum(rate(request_duration_seconds_bucket{le="0.5"}[10m])) / sum(rate(request_duration_seconds_count[10m]))',
  "absent(none)",
  'absent(none{a="b", c!="d"})',
  "absent(flapping)",
  'absent(sum(none{x="y"}))',
  "scalar(node_capacity)",
  'scalar(node_capacity{instance="node-a"})',
  "vector(1)",
  "vector(time())",
  "time()",
  'time() - timestamp(queue_depth{queue="q1"})',
  "timestamp(flapping)",
  "timestamp(timestamp(node_capacity))",
  "timestamp(node_capacity + 1)",
  "1 + 2 * 3 ^ 2 ^ 0.5 % 4",
  "-1 ^ 2",
  '-(queue_depth{queue="q1"})',
  '+queue_depth{queue="q1"}',
  "1 / 0",
  "-1 / 0",
  "0 / 0",
  "NaN == NaN",
  "NaN != bool NaN",
  "Inf - Inf",
  "0x1f + 1e-3 + .5",
  "1 > bool 2 == bool 0",
  '"a string"',
  "'another \\n'",
  'sort(queue_depth{queue="q1"})',
  'sort_desc(queue_depth{queue="q1"})',
  "sort(queue_depth)",
  "sort_desc(room_temperature_celsius)",
  'clamp(queue_depth{queue="q1"}, 0, 50)',
  'clamp(queue_depth{queue="q1"}, 50, 0)',
  'clamp_min(queue_depth{queue="q1"}, 10)',
  'clamp_max(queue_depth{queue="q1"}, 10)',
  "round(room_temperature_celsius, 0.1)",
  "round(room_temperature_celsius, 5)",
  "round(room_temperature_celsius * -1, 0.25)",
  'label_replace(node_capacity, "n", "$1", "instance", "node-(.*)")',
  'label_replace(node_capacity, "n", "x-${1}-$2", "instance", "(no)de-(.*)")',
  'label_replace(node_capacity, "n", "x", "instance", "no")',
  'label_replace(node_capacity, "instance", "", "instance", ".*")',
  'label_replace(node_capacity, "zone", "$1$1", "none", "(.*)")',
  'label_join(node_capacity, "all", "-", "job", "instance", "none", "zone")',
  'label_join(node_capacity, "zone", "")',
  'count_values("value", round(queue_depth{instance="node-a"}, 20))',
  'count_values by (instance) ("v", build_info)',
  'count_values without (kind) ("kind", rare_events_total % 3)',
  "count(count by (instance) (http_requests_total))",
  "topk(3, sum by (endpoint) (rate(http_requests_total[10m])))",
  'bottomk(2, queue_depth{queue="q3"})',
  'sum(topk by (instance) (2, queue_depth{queue!~"q[34]"}))',
  'queue_depth{queue="q1"} offset 1h',
  'queue_depth{queue="q1"} offset -30m',
  'rate(http_requests_total{endpoint="ep1",method="GET"}[10m] offset 2h)',
  'rate(http_requests_total{endpoint="ep1",method="GET"}[10m]) - rate(http_requests_total{endpoint="ep1",method="GET"}[10m] offset 1h)',
  'queue_depth{queue="q1"} @ end()',
  'queue_depth{queue="q1"} @ start() offset 10m',
  'sum_over_time(queue_depth{queue="q1"}[10m] @ end())',
  'max_over_time(queue_depth{queue="q1"}[20m:90s])',
  'avg_over_time(sum(queue_depth{queue!~"q[34]"})[45m:4m])',
  'rate(sum by (instance) (http_requests_total{method="GET"})[30m:])',
  'min_over_time(rate(http_requests_total{endpoint="ep9"}[5m])[30m:1m] offset 15m)',
  'max_over_time(max_over_time(queue_depth{queue="q5"}[20m:2m])[30m:7m])',
  'quantile_over_time(0.9, rate(http_requests_total{endpoint="ep2",status="200"}[10m])[1h:5m])',
  "absent_over_time(rate(none[5m])[10m:1m])",
  "count_over_time(flapping[2h])",
  "changes(build_info[6h])",
  'resets(http_requests_total{endpoint="ep0",status="200"}[12h])',
  'increase(http_requests_total{endpoint="ep0",status="200"}[1d])',
  "deriv(rare_events_total[1h])",
  "irate(rare_events_total[20m])",
  "idelta(flapping[30m])",
  "delta(flapping[40m])",
  "rate(flapping[40m])",
  'predict_linear(queue_depth{queue="q8"}[1h], -600)',
  'http_requests_total{endpoint="ep1"} * on(instance) group_left(version) build_info',
  'build_info * on(instance) group_right(version) http_requests_total{endpoint="ep1",method="GET"}',
  "sum by (version) (rate(http_requests_total[10m]) * on(instance) group_left(version) build_info)",
  'http_requests_total{status="500"} / ignoring(status) group_left http_requests_total{status="200"}',
  'http_requests_total{status="500"} / ignoring(status) http_requests_total{status="200"}',
  "node_capacity == on(instance) group_left build_info * 100",
  "queue_depth > on(instance) group_left node_capacity",
  'queue_depth{queue="q1"} + queue_depth{queue="q2"}',
  'queue_depth{queue="q1"} or vector(0)',
  'queue_depth{queue="none"} or on() vector(0)',
  '(queue_depth{queue="q1"} > 20) or (queue_depth{queue="q2"} < 0)',
  'queue_depth{queue=~"q[12]"} and on(instance) (node_capacity > 200)',
  'queue_depth{queue=~"q[12]"} unless on(instance) (node_capacity > 200)',
  "group by (zone) (node_capacity)",
  "avg without (instance) (room_temperature_celsius)",
  "stddev by (room) (room_temperature_celsius)",
  "max(timestamp(rare_events_total)) - min(timestamp(rare_events_total))",
  "day_of_week(vector(time() + 86400 * 3))",
  "hour(timestamp(node_capacity))",
  "days_in_month(vector(1.7e9))",
  "pi() * 2",
  "sum(request_duration_seconds_bucket) by (le)",
  'sum by (le) (request_duration_seconds_bucket{instance="node-a"}) and on(le) request_duration_seconds_bucket{le=~"0.*"}',
  "last_over_time(flapping[1h]) - flapping",
  "present_over_time(flapping[10m]) unless flapping",
];

/** Each is refused; both sides must refuse it as the same kind of error. */
const refused: readonly string[] = [
  "",
  "sum(",
  "rate(http_requests_total)",
  "http_requests_total[5m]",
  "http_requests_total{",
  'http_requests_total{a="b"',
  "http_requests_total{a=b}",
  "{}",
  '{a=""}',
  '{a=~".*"}',
  "sum(1)",
  "sum by (a b) (x)",
  "rate(x[5])",
  "rate(x[5m5])",
  "x[5m] offset",
  "x offset 5",
  "x @ nonsense",
  "1 + ",
  "1 == 2",
  '"a" + 1',
  '"a" + "b"',
  "x and 1",
  "x + bool 1",
  "nosuchfunction(x)",
  "abs()",
  "abs(x, y)",
  "abs(1)",
  "time(1)",
  "topk(x)",
  'topk("a", x)',
  "quantile(x)",
  "count_values(5, x)",
  'label_replace(x, "a")',
  "sum(x) by",
  'x{a=~"("}',
  "x on(a) y",
  "x + on(a) group_left(a) y",
  "x and on(a) group_left y",
  'x{__name__="y"}',
  "sum without x",
  '-"a"',
  "x[5m:1m:1m]",
  "(x",
  "x)",
  "5 x",
  "x y",
  'x{a="b"}{c="d"}',
  "'unclosed",
  "x[0s]",
  "1 <bool",
  "#only a comment",
  "rate(x[5m])[5m]",
  "sum(rate(x[5m])[5m])",
  "queue_depth + on(job) node_capacity",
  "queue_depth * on(instance) node_capacity",
  "node_capacity * on(job) group_left queue_depth",
  'label_replace(node_capacity, "instance", "same", "instance", ".*")',
  'label_replace(node_capacity, "n", "$1", "instance", "(")',
  'label_replace(node_capacity, "", "$1", "instance", "(.*)")',
  'label_join(node_capacity, "instance", "", "none")',
  'abs({__name__=~"queue_depth|room_temperature_celsius",instance="node-a"}) + rate({__name__=~"request_duration_seconds_(sum|count)"}[5m])',
];

/** Semantics that changed in Prometheus 3, and what it added. */
const sinceThree: readonly string[] = [
  "limitk(3, http_requests_total)",
  'mad_over_time(room_temperature_celsius{room="r2"}[1h])',
  'double_exponential_smoothing(room_temperature_celsius{room="r2"}[1h], 0.5, 0.3)',
  'sort_by_label(node_capacity, "zone", "instance")',
  'sort_by_label_desc(node_capacity, "instance")',
  'ts_of_max_over_time(queue_depth{queue="q1"}[1h])',
  'ts_of_min_over_time(queue_depth{queue="q1"}[1h])',
  'ts_of_last_over_time(queue_depth{queue="q1"}[1h])',
  'ts_of_first_over_time(queue_depth{queue="q1"}[1h])',
  'first_over_time(queue_depth{queue="q1"}[1h])',
  'histogram_fraction(0, 0.3, rate(request_duration_seconds_bucket{endpoint="ep2"}[10m]))',
  '{"http_requests_total", endpoint="ep1"}',
  'sum by ("instance") (queue_depth{queue="q1"})',
  'sum_over_time(queue_depth{queue="q1"}[10m:1m])',
  'rate(http_requests_total{endpoint="ep1"}[5m] @ 0)',
  'queue_depth{queue="q1"}[3m]',
  'max_over_time(queue_depth{queue="q1"}[1m:10s])',
  'sum(queue_depth{queue="q3"}) by (instance)',
  'increase(http_requests_total{endpoint="ep1"}[1m])',
  'rate(queue_depth{queue="q1"}[1h])',
];

export function comparedQueries(): readonly ComparedQuery[] {
  return [
    ...[...generated(), ...written, ...refused].map((query) => ({ query, since: 2 })),
    ...sinceThree.map((query) => ({ query, since: 3 })),
  ];
}
