import fc from "fast-check";
import { expect, test } from "vitest";
import { expandText, templateProblem } from "./expand-template.ts";
import type { TemplateEnvironment, TemplateQueryResult } from "./prometheus-functions.ts";
import { type TemplateValue, textMap } from "./template-value.ts";

const labels = textMap({ job: "api", b: "2" });
const data: TemplateValue = {
  kind: "struct",
  type: "struct { Labels map[string]string; ExternalLabels map[string]string; ExternalURL string; Value interface {} }",
  fields: new Map<string, TemplateValue>([
    ["Labels", labels],
    ["Value", 1.5],
  ]),
};

function environmentOf(answer: TemplateQueryResult): TemplateEnvironment {
  return {
    timeMillis: 1_353_755_652_000,
    externalUrl: "http://testhost:9090/path/prefix",
    query: () => Promise.resolve(answer),
  };
}

async function expand(
  text: string,
  result: TemplateQueryResult = { ok: true, samples: [] },
): Promise<string> {
  const expanded = await expandText("t", text, data, environmentOf(result));
  return expanded.ok ? expanded.text : expanded.error;
}

// What text/template of Go 1.26 makes of them.
test.each([
  ["plain", "plain"],
  [
    "{{ 1 }} {{ 1.0 }} {{ 1e6 }} {{ 1000000 }} {{ 0x1F }} {{ 'a' }} {{ -5 }} {{ 1.5e-7 }} {{ true }}",
    "1 1 1e+06 1000000 31 97 -5 1.5e-07 true",
  ],
  ["a {{- 1 -}} b", "a1b"],
  ["a   {{- /* c */ -}}   b", "ab"],
  ["a {{/* c */}} b", "a  b"],
  ["{{ if .Labels.job }}yes{{ else }}no{{ end }}", "yes"],
  ["{{ if .Labels.none }}yes{{ else if .Labels.b }}b{{ else }}no{{ end }}", "b"],
  ["{{ with .Labels.none }}{{ . }}{{ else with .Labels.job }}{{ . }}!{{ end }}", "api!"],
  ["{{ range $k, $v := .Labels }}{{ $k }}={{ $v }};{{ end }}", "b=2;job=api;"],
  ["{{ range .Labels }}{{ . }};{{ else }}none{{ end }}", "2;api;"],
  ["{{ range 3 }}{{ . }}{{ end }}", "012"],
  ['{{ range $i, $e := .Labels }}{{ if eq $i "b" }}{{ continue }}{{ end }}{{ $i }}{{ end }}', "job"],
  ["{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ $x := 3 }}{{ $x }}{{ end }}{{ $x }}", "32"],
  [
    '{{ .Value }} {{ .Value | printf "%.2f" }} {{ printf "%5d|%-5d|%05d|%x|%q|%v|%s|%t" 42 42 42 255 "a\\"b" 1.5 "s" true }}',
    '1.5 1.50    42|42   |00042|ff|"a\\"b"|1.5|s|true',
  ],
  [
    '{{ printf "%d" 1.5 }} {{ printf "%s" 5 }} {{ printf "%d %d" 1 }} {{ printf "a" 1 }} {{ printf "%!" }} {{ printf "%.3g %g %e %6.2f|%+d" 1234.5 1e21 123456.0 3.14159 5 }}',
    "%!d(float64=1.5) %!s(int=5) 1 %!d(MISSING) a%!(EXTRA int=1) %!!(MISSING) 1.23e+03 1e+21 1.234560e+05   3.14|+5",
  ],
  [
    '{{ eq 1 1 }} {{ eq "a" "b" "a" }} {{ ne 1 2 }} {{ lt 1 2 }} {{ le 2 2 }} {{ gt "b" "a" }} {{ ge 1.5 1.5 }}',
    "true true true true true true true",
  ],
  [
    "{{ eq 1 1.0 }}",
    'error executing template t: template: t:1:3: executing "t" at <eq 1 1.0>: error calling eq: incompatible types for comparison: int and float64',
  ],
  ['{{ and 1 0 2 }} {{ or 0 "" "x" }} {{ not 1 }} {{ and .Labels.job .Labels.b }}', "0 x false 2"],
  [
    '{{ len "añ" }} {{ len .Labels }} {{ index .Labels "job" }} {{ index .Labels "zz" }}| {{ slice "abcdef" 1 3 }}',
    "3 2 api | bc",
  ],
  [
    '{{ print 1 2 "a" "b" 3 4 }} {{ println 1 "a" }} {{ html "<a&\'\\">" }} {{ urlquery "a b&c/é" }}',
    "1 2ab3 4 1 a\n &lt;a&amp;&#39;&#34;&gt; a+b%26c%2F%C3%A9",
  ],
  ['{{ (args 1 "2").arg1 }} {{ (args 1).nope }} {{ .Labels.none }}|', "2 <no value> |"],
  ['{{ .Labels }} {{ args 1 "x" }}', "map[b:2 job:api] map[arg0:1 arg1:x]"],
  [
    "{{ .Foo }}",
    'error executing template t: template: t:1:3: executing "t" at <.Foo>: can\'t evaluate field Foo in type struct { Labels map[string]string; ExternalLabels map[string]string; ExternalURL string; Value interface {} }',
  ],
  [
    "{{ .Labels.job.x }}",
    'error executing template t: template: t:1:10: executing "t" at <.Labels.job.x>: can\'t evaluate field x in type string',
  ],
  ['{{ "abc" | toUpper }} {{ toUpper "a" | printf "%s-%s" "p" }}', "ABC p-A"],
  [
    '{{ toUpper "a" "b" }}',
    'error executing template t: template: t:1:3: executing "t" at <toUpper>: wrong number of args for toUpper: want 1 got 2',
  ],
  ["{{ nope 1 }}", 'error parsing template t: template: t:1: function "nope" not defined'],
  ["{{ $y }}", 'error parsing template t: template: t:1: undefined variable "$y"'],
  ["{{ if }}x{{ end }}", "error parsing template t: template: t:1: missing value for if"],
  ["{{ if 1 }}x", "error parsing template t: template: t:1: unexpected EOF"],
  ["{{ end }}", "error parsing template t: template: t:1: unexpected {{end}}"],
  ["{{", "error parsing template t: template: t:1: unclosed action"],
  ["{{ 1 | 2 }}", "error parsing template t: template: t:1: non executable command in pipeline stage 2"],
  ['{{ "a', "error parsing template t: template: t:1: unterminated quoted string"],
  ['{{ `raw \\n` }} {{ "\\u00e9\\x41\\n" }}|', "raw \\n éA\n|"],
  ['{{ define "x" }}[{{ . }}]{{ end }}{{ template "x" .Labels.job }}{{ template "x" }}', "[api][<no value>]"],
  [
    '{{ template "y" }}',
    'error executing template t: template: t:1:12: executing "t" at <{{template "y"}}>: template "y" not defined',
  ],
  ['{{ block "z" .Labels.job }}<{{ . }}>{{ end }}', "<api>"],
  ["{{ break }}", "error parsing template t: template: t:1: {{break}} outside {{range}}"],
  ["{{ else }}", "error parsing template t: template: t:1: unexpected {{else}}"],
  ["{{ nil }}", 'error executing template t: template: t:1:3: executing "t" at <nil>: nil is not a command'],
  ['{{ .Labels.job | len | printf "%d" }}', "3"],
  [
    "{{ 1 2 }}",
    'error executing template t: template: t:1:3: executing "t" at <1>: can\'t give argument to non-function 1',
  ],
  ["{{ . | nope }}", 'error parsing template t: template: t:1: function "nope" not defined'],
  ["{{ $.Labels.job }} {{ with 5 }}{{ . }}{{ $.Labels.b }}{{ end }}", "api 52"],
  [
    "{{ index .Labels 5 }}",
    'error executing template t: template: t:1:3: executing "t" at <index .Labels 5>: error calling index: value has type int; should be string',
  ],
  [
    '{{ lt "a" 1 }}',
    'error executing template t: template: t:1:3: executing "t" at <lt "a" 1>: error calling lt: incompatible types for comparison: string and int',
  ],
  ['{{ if and (eq .Labels.job "api") (ne .Labels.b "3") }}both{{ end }}', "both"],
  [
    "{{ 12345678.9 }} {{ 0.00001 }} {{ 123456.0 }} {{ 1e100 }} {{ 0.1 }}",
    "1.23456789e+07 1e-05 123456 1e+100 0.1",
  ],
  ["{{ }}", "error parsing template t: template: t:1: missing value for command"],
  [
    '{{ range $i, $c := "abc" }}{{ $i }}{{ end }}',
    'error executing template t: template: t:1:19: executing "t" at <"abc">: range can\'t iterate over abc',
  ],
  [
    '{{ slice "abc" 5 }}',
    'error executing template t: template: t:1:3: executing "t" at <slice "abc" 5>: error calling slice: index out of range: 5',
  ],
  ["{{ # }}", 'error parsing template t: template: t:1: unexpected "#" in command'],
  ["{{ 'x }}", "error parsing template t: template: t:1: unterminated character constant"],
  [
    '{{ "a" "b" }}',
    'error executing template t: template: t:1:3: executing "t" at <"a">: can\'t give argument to non-function "a"',
  ],
  [
    '{{ .Labels.job "x" }}',
    'error executing template t: template: t:1:10: executing "t" at <.Labels.job>: job is not a method but has arguments',
  ],
  ['{{ printf "%v %v" .Labels nil }}', "map[b:2 job:api] <nil>"],
  [
    "{{ with $x := .Labels.job }}{{ $x }}{{ end }}{{ $x }}",
    'error parsing template t: template: t:1: undefined variable "$x"',
  ],
  ["{{- 3 -}}   {{- 4 }}", "34"],
  ["{{3}}{{- 4}} {{4 -}} x", "34 4x"],
  [
    "é{{ .Foo }}",
    'error executing template t: template: t:1:5: executing "t" at <.Foo>: can\'t evaluate field Foo in type struct { Labels map[string]string; ExternalLabels map[string]string; ExternalURL string; Value interface {} }',
  ],
])("Go expands %s", async (text, expected) => {
  expect(await expand(text)).toBe(expected);
});

// From the tests of Prometheus (template/template_test.go), and some more.
test.each([
  [
    '{{ "foo.example.com:12345" | stripPort }} {{ "2001:0DB8::1" | stripPort }}',
    "foo.example.com 2001:0DB8::1",
  ],
  [
    '{{ "[2001:0DB8::1]:12345" | stripPort }} {{ "[2001:0DB8::1]::12345" | stripPort }}',
    "2001:0DB8::1 [2001:0DB8::1]::12345",
  ],
  ['{{ "foo.example.com" | stripDomain }} {{ "foo.example.com:12345" | stripDomain }}', "foo foo:12345"],
  [
    '{{ "192.0.2.1:12345" | stripDomain }} {{ "[2001:0DB8::1]:12345" | stripDomain }}',
    "192.0.2.1:12345 [2001:0DB8::1]:12345",
  ],
  [
    '{{ reReplaceAll "(a)b" "x$1" "ab ab" }} {{ match "a+" "xaax" }} {{ match "^a+$" "b" }}',
    "xa xa true false",
  ],
  [
    "{{ humanize 0.0 }}:{{ humanize 1.0 }}:{{ humanize 1234567.0 }}:{{ humanize .12 }}:{{ humanize -1 }}",
    "0:1:1.235M:120m:-1",
  ],
  ['{{ humanize "1234567.0" }}:{{ humanize "+Inf" }}:{{ humanize "NaN" }}', "1.235M:+Inf:NaN"],
  [
    "{{ humanize1024 0.0 }}:{{ humanize1024 1048576.0 }}:{{ humanize1024 .12 }}:{{ humanize1024 1234567 }}",
    "0:1Mi:0.12:1.177Mi",
  ],
  [
    "{{ humanizeDuration 0 }}:{{ humanizeDuration 60 }}:{{ humanizeDuration 3600 }}:{{ humanizeDuration 90000 }}",
    "0s:1m 0s:1h 0m 0s:1d 1h 0m 0s",
  ],
  [
    "{{ humanizeDuration -183845 }}:{{ humanizeDuration 899.99 }}:{{ humanizeDuration .12345 }}:{{ humanizeDuration 1.2345 }}",
    "-2d 3h 4m 5s:14m 59s:123.5ms:1.234s",
  ],
  [
    "{{ -0.22222 | humanizePercentage }}:{{ 0.0 | humanizePercentage }}:{{ 0.1234567 | humanizePercentage }}:{{ 1234567 | humanizePercentage }}",
    "-22.22%:0%:12.35%:1.235e+08%",
  ],
  [
    '{{ 1435065584.128 | humanizeTimestamp }} {{ "-1" | humanizeTimestamp }}',
    "2015-06-23 13:19:44.128 +0000 UTC 1969-12-31 23:59:59 +0000 UTC",
  ],
  [
    '{{ (1435065584.128 | toTime).Format "2006-01-02T15:04:05.000Z07:00 Mon Jan _2 3:04PM" }}',
    "2015-06-23T13:19:44.128Z Tue Jun 23 1:19PM",
  ],
  [
    '{{ (1800 | toDuration).String }} {{ ("0.5" | toDuration).String }} {{ now }}',
    "30m0s 500ms 1.353755652e+09",
  ],
  ['{{ ("-30m" | parseDuration | toDuration | (now | toTime).Add).UnixMilli }}', "1353753852000"],
  ['{{ printf "%0.2f" (parseDuration "-1h2m10ms") }}', "-3720.01"],
  [
    '{{ "aa bb CC" | title }} {{ "aA" | toUpper }} {{ "aA" | toLower }} {{ "<b>" | safeHtml }}',
    "Aa Bb CC AA aa <b>",
  ],
  [
    '{{ graphLink "up == 0" }} {{ tableLink "up" }}',
    "/graph?g0.expr=up+%3D%3D+0&g0.tab=0 /graph?g0.expr=up&g0.tab=1",
  ],
  ["{{ pathPrefix }} {{ externalURL }}", "/path/prefix http://testhost:9090/path/prefix"],
  ['{{ urlQueryEscape "a b/é" }}', "a+b%2F%C3%A9"],
  [
    '{{ humanize "one" }}',
    'error executing template t: template: t:1:3: executing "t" at <humanize "one">: error calling humanize: strconv.ParseFloat: parsing "one": invalid syntax',
  ],
  [
    "{{ humanizeTimestamp 1e20 }}",
    'error executing template t: template: t:1:3: executing "t" at <humanizeTimestamp 1e20>: error calling humanizeTimestamp: 1e+20 cannot be represented as a nanoseconds timestamp since it overflows int64',
  ],
  ["{{\u00a0}}", "error parsing template t: template: t:1: unrecognized character in action: U+00A0"],
  [
    '{{ query "missing" | first }}',
    'error executing template t: template: t:1:21: executing "t" at <first>: error calling first: first() called on vector with no elements',
  ],
])("Prometheus expands %s", async (text, expected) => {
  expect(await expand(text)).toBe(expected);
});

test("a template asks the store", async () => {
  const sample = (instance: string, value: number) => ({
    labels: { __name__: "metric", instance, __value__: "a" },
    timeMillis: 0,
    value,
  });
  const result = { ok: true, samples: [sample("b", 21), sample("a", 11)] } as const;
  const text =
    '{{ range query "metric" | sortByLabel "instance" }}{{.Labels.instance}}:{{.Value}}: {{end}}' +
    '{{ query "metric" | first | value }} {{ query "metric" | first | label "instance" }} {{ query "metric" | first | strvalue }}' +
    '{{ $x := query "metric" | first }}{{ $x.Labels.none }}';
  expect(await expand(text, result)).toBe("a:11: b:21: 21 b a");
  expect(await expand('{{ query "(" }}', { ok: false, error: "it cannot be parsed" })).toContain(
    "error calling query: it cannot be parsed",
  );
});

test.each([
  ['{{ define "x" }}{{ template "x" }}{{ end }}{{ template "x" }}', "exceeded maximum template depth"],
  ["{{ range 1000000000 }}{{ end }}", "the template takes more than 100000 steps"],
  ["{{ range 90000 }}twelve chars{{ end }}", "the text would be longer than 65536 characters"],
  [
    `${"{{if 1}}".repeat(200)}${"{{end}}".repeat(200)}`,
    "more than 100 blocks or parentheses within each other",
  ],
])("what would not end is ended: %s", async (text, expected) => {
  expect(await expand(text)).toContain(expected);
});

test("any text is expanded or refused with a sentence", async () => {
  const piece = fc.constantFrom(
    ...'{{ }} {{- -}} ( ) | := = . $x $ .Labels .Labels.job if else end range with define template break nil and eq printf humanize query "a" 1 1.5 -3 /* */ \n é'.split(
      " ",
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(" ")),
      ),
      async (text) => {
        expect(typeof (await expand(text))).toBe("string");
        expect(["string", "undefined"]).toContain(typeof templateProblem("t", text));
      },
    ),
  );
});
