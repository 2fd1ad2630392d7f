/** One request that both servers get. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  /** A form; without one there is no body. */
  readonly form?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * `same`: equal status, headers and content. `shape`: the fields alone, as times and sizes differ. `status`: a text or
   * data of its own. `config`: the same configuration but for what the store is set by.
   */
  readonly compare: "same" | "shape" | "status" | "config";
}

const same = (path: string): ApiRequest => ({ method: "GET", path, compare: "same" });
const shape = (path: string): ApiRequest => ({ method: "GET", path, compare: "shape" });
const status = (path: string): ApiRequest => ({ method: "GET", path, compare: "status" });
const config = (path: string): ApiRequest => ({ method: "GET", path, compare: "config" });
const by =
  (method: string) =>
  (path: string): ApiRequest => ({ method, path, compare: "same" });
const post = (path: string, form = ""): ApiRequest => ({ method: "POST", path, form, compare: "same" });
const encoded = (texts: readonly string[]): readonly string[] => texts.map(encodeURIComponent);

/** Parsed, printed, or refused with a message. */
const queries: readonly string[] = [
  "",
  "  ",
  "up",
  "sum(",
  'sum by(job)(rate(http_requests_total{code=~"5.."}[5m] offset 1h))',
  "a+on(b)group_left(c)d",
  "topk(3,up)",
  "up[5m:1m] @ start()",
  '{"a.b","c.d"="e"}',
  'a{b=~"c"} or (d unless on() e) and ignoring(f) group_right() g',
  "up[1x]",
  "up[5mm]",
  "1x",
  "0x",
  "1.2.3",
  "up[5m",
  "up[",
  "up{",
  "sum by (a,",
  "up offset",
  "up @ foo",
  "rate(up)",
  "rate(up[5m],1)",
  "foo()",
  "topk(1)",
  "up == bool 1",
  "1 == 1",
  '"a"+"b"',
  "up and 1",
  "up + on(a) group_left",
  "up or on(a) group_left up",
  '-"a"',
  "up{a=}",
  "up{a!b}",
  'up{a="b" or c="d"}',
  'label_replace(up,"a")',
  "up[5m][5m]",
  "up[0s]",
  "up[5m:0s]",
  '"abc',
  "`abc",
  '"\\q"',
  "up!",
  'up{a=~"*"}',
  'quantile("a",up)',
  'up @ "a"',
  "up[5m] @ start",
  "by(a)",
  "up)",
  "$x",
  "\\",
  "1s1m",
  "300y",
  "9".repeat(400),
  "sum(sum",
  "up smoothed",
  "up + fill(0) up",
  "up offset -(1m)",
];

const selectors: readonly string[] = [
  "",
  "  ",
  "(",
  "sum(",
  "up offset 5m",
  "up @ 5",
  "up[5m]",
  "up{",
  "{}",
  '{a=""}',
  "{a=b}",
  '{"a",}',
  "{,}",
  "up x",
  "1",
  "5m",
  "1up",
  '"x"',
  "up+1",
  '{a="b",c!~"["}',
  "on",
  "offset",
  "up;",
  "!up",
  ")",
  'up{__name__="x"}',
];

const times = [
  "abc",
  "1.0005",
  "-5",
  "1_000",
  "0x10",
  "2020-01-01",
  "2020-02-30T00:00:00Z",
  "2020-01-01T00:00:00Z",
];

const lists = ["labels", "series", "label/job/values"] as const;

export const apiRequests: readonly ApiRequest[] = [
  ...encoded(queries).flatMap((query) => [
    same(`/api/v1/format_query?query=${query}`),
    same(`/api/v1/parse_query?query=${query}`),
  ]),
  ...encoded(selectors).map((selector) => same(`/api/v1/series?match[]=${selector}`)),
  ...lists.flatMap((list) => [
    same(`/api/v1/${list}`.replace("series", "series?match[]=up").replace("labels", "labels?match[]=up")),
    same(`/api/v1/${list}?match[]=sum(`),
    same(`/api/v1/${list}?match[]={}`),
    same(`/api/v1/${list}?match[]=up&limit=-1`),
    same(`/api/v1/${list}?match[]=up&limit=x`),
    same(`/api/v1/${list}?match[]=up&limit=99999999999999999999`),
    same(`/api/v1/${list}?match[]=up&start=x`),
    same(`/api/v1/${list}?match[]=up&end=x`),
    same(`/api/v1/${list}?match[]=up&start=1&end=2`),
    same(`/api/v1/${list}?match[]=nothing`),
    post(`/api/v1/${list}`, "match[]=temp"),
  ]),
  ...["", "U__job", "a.b", "%20"].map((name) =>
    same(`/api/v1/label/${name || "le"}/values?match[]=took_seconds_bucket`),
  ),

  ...times.map((time) => same(`/api/v1/query?query=1&time=${time}`)),
  ...["1/0", "0/0", "1e-7", "1e21", "5e-324", "-0", "0.1+0.2", '"text"', "vector(1e-7)", "vector(1e21)"].map(
    (query) => same(`/api/v1/query?time=1&query=${encodeURIComponent(query)}`),
  ),
  same("/api/v1/query?query=up&limit=abc"),
  same("/api/v1/query?query=up&timeout=abc"),
  same("/api/v1/query?query=up&timeout=1e30"),
  same("/api/v1/query?query=up&lookback_delta=abc"),
  same("/api/v1/query?query=up&lookback_delta=1e300"),
  same("/api/v1/query?query=nothing"),
  same("/api/v1/query?query=nothing[5m]"),
  shape("/api/v1/query?query=up%20%2B%20on(foo)%20up"),
  same("/api/v1/query?query=label_replace(up,%22a%22,%22b%22,%22c%22,%22(%22)"),
  same("/api/v1/query?query=%zz"),
  same("/api/v1/query?query=a;b"),
  shape("/api/v1/query?query=up"),
  shape("/api/v1/query?query=up&stats=all"),
  shape("/api/v1/query?query=up&stats=wibble"),
  shape("/api/v1/query_range?query=up&start=0&end=10&step=5&stats=true"),
  shape("/api/v1/query?query=count%20by%20(__name__)(%7B__name__=~%22up|temp%22%7D)&limit=1"),
  ...["true", "f", "maybe", ""].map((value) => ({
    ...same("/api/v1/query?query=1&time=1"),
    headers: { "x-prometheus-use-start-timestamps": value },
  })),
  post("/api/v1/query?query=2&time=3", "query=1"),
  post("/api/v1/query", "query=%zz&time=1"),
  { ...post("/api/v1/query", "query=up"), headers: { "content-type": "text/plain" } },
  ...[
    "query=up",
    "query=up&start=1&end=0&step=1",
    "query=up&start=0&end=10&step=0",
    "query=up&start=0&end=10&step=x",
  ].map((parameters) => same(`/api/v1/query_range?${parameters}`)),
  ...["step=1e-9", "step=-1", "step=1m1s", "step=0.5&limit=1", "step=5&stats=x"]
    .map((rest) => same(`/api/v1/query_range?query=vector(1)&start=0&end=10&${rest}`))
    .filter(({ path }) => !path.includes("stats")),
  same("/api/v1/query_range?query=vector(1)&start=0&end=11001&step=1"),
  same("/api/v1/query_range?query=nothing&start=0&end=11000.5&step=1"),
  same("/api/v1/query_range?query=up[5m]&start=0&end=2&step=1"),

  same("/api/v1/query_exemplars"),
  same("/api/v1/query_exemplars?query=up"),
  same("/api/v1/query_exemplars?query=1"),
  same("/api/v1/query_exemplars?query=up&start=5&end=1"),
  same("/api/v1/query_exemplars?query=up&start=x"),

  ...["", "?state=active", "?state=dropped", "?state=nope", "?scrapePool=zzz"].map((parameters) =>
    shape(`/api/v1/targets${parameters}`),
  ),
  ...["limit=x", "limit=0", "match_target=(", "metric=nope", 'metric=temp&match_target={job="api"}'].map(
    (parameters) => same(`/api/v1/targets/metadata?${parameters}`),
  ),
  same("/api/v1/targets/relabel_steps"),
  same("/api/v1/targets/relabel_steps?scrapePool=dropped"),
  same("/api/v1/targets/relabel_steps?scrapePool=zzz&labels={}"),
  same(
    `/api/v1/targets/relabel_steps?scrapePool=dropped&labels=${encodeURIComponent('{"__address__":"a1"}')}`,
  ),
  same("/api/v1/scrape_pools"),
  same("/api/v1/scrape_pools/config"),
  same("/api/v1/scrape_pools/config?scrapePool=zzz"),
  ...["api", "nhcb", "dropped"].map((pool) => config(`/api/v1/scrape_pools/config?scrapePool=${pool}`)),
  config("/api/v1/status/config"),
  ...["limit=x", "limit_per_metric=x", "metric=nope", "metric=temp", "limit=0"].map((parameters) =>
    same(`/api/v1/metadata?${parameters}`),
  ),
  same("/api/v1/alertmanagers"),
  shape("/api/v1/alerts"),
  ...[
    "",
    "?type=alert",
    "?type=record",
    "?rule_name[]=Down",
    "?rule_group[]=first",
    "?match[]={severity=%22page%22}",
  ].map((parameters) => shape(`/api/v1/rules${parameters}`)),
  ...[
    "type=x",
    "match[]=(",
    "match[]={}",
    "exclude_alerts=x",
    "group_limit=0",
    "group_limit=x",
    "file[]=nope",
  ].map((parameters) => same(`/api/v1/rules?${parameters}`)),
  ...["runtimeinfo", "buildinfo", "tsdb", "tsdb?limit=1", "walreplay"].map((page) =>
    shape(`/api/v1/status/${page}`),
  ),
  shape("/api/v1/status/self_metrics?metric_name_pattern=process_start_time_seconds"),
  ...[
    "metric_name_pattern=[",
    "metric_name_pattern=nothing",
    "metric_name_pattern=(?:",
    "metric_name_pattern=*",
  ].map((parameters) => same(`/api/v1/status/self_metrics?${parameters}`)),
  ...["tsdb?limit=0", "tsdb?limit=x", "tsdb?limit=10001", "tsdb/blocks"].map((page) =>
    same(`/api/v1/status/${page}`),
  ),
  status("/api/v1/status/flags"),
  status("/api/v1/features"),
  same("/api/v1/notifications"),
  same("/api/v1/search/metric_names"),
  shape("/version"),
  same("/api/v1/nothing"),
  same("/nothing"),
  same("/-/healthy"),
  same("/-/ready"),
  same("/-/reload"),
  same("/-/quit"),
  status("/metrics"),
  same("/federate"),
  same("/federate?match[]=("),
  same("/federate?match[]=nothing"),
  ...[
    "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,text/plain;q=0.5",
    "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;escaping=allow-utf-8",
    "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.5,text/plain;version=0.0.4;q=0.4,*/*;q=0.1",
    "application/openmetrics-text;version=1.0.0;escaping=dots",
    "text/plain;escaping=values",
    "*/*",
    "*",
    "text/*",
    "nonsense",
  ].map((accept) => ({ ...same("/federate?match[]=nothing"), headers: { accept } })),

  ...["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"].flatMap((method) =>
    ["/api/v1/query?query=1", "/api/v1/targets", "/-/ready", "/metrics", "/federate"].map((path) => ({
      ...by(method)(path),
      // Without a body, its type means nothing.
      ...(method === "HEAD" ? { compare: "status" as const } : {}),
    })),
  ),
  ...["targets", "metadata", "rules", "status/config", "label/job/values"].map((path) =>
    post(`/api/v1/${path}`),
  ),
  ...["admin/tsdb/snapshot", "write", "read"].map((path) => same(`/api/v1/${path}`)),
  by("OPTIONS")("/api/v1/nothing"),

  post("/api/v1/admin/tsdb/delete_series"),
  post("/api/v1/admin/tsdb/delete_series", "match[]=("),
  post("/api/v1/admin/tsdb/delete_series", "match[]=nothing&start=x"),
  post("/api/v1/admin/tsdb/delete_series", "match[]=nothing"),
  post("/api/v1/admin/tsdb/clean_tombstones"),
  { ...post("/api/v1/admin/tsdb/snapshot"), compare: "shape" },
  post("/api/v1/admin/tsdb/snapshot", "skip_head=x"),
  post("/api/v1/read"),
  post("/api/v1/read", "junk"),
];
