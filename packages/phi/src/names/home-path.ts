import type { Shape } from "../detector.ts";

/** Whose homes belong to no one: accounts of systems, of images and of builds. */
const accounts: ReadonlySet<string> = new Set(
  "root user users admin administrator ubuntu debian centos fedora ec2-user azureuser vagrant node app apps runner runneradmin work workspace build builder jenkins circleci travis gitlab-runner git www www-data nginx postgres mysql redis hadoop hdfs spark yarn deploy docker container linuxbrew default public shared guest service nobody daemon opc pi dev test demo example home".split(
    " ",
  ),
);

function isPerson(value: string): boolean {
  return !accounts.has(value.toLowerCase());
}

/** `/home/jdoe/report.txt`, `C:\Users\jdoe`: the account is named for its person. */
export const homePaths: readonly Shape[] = [
  {
    anchor: { on: "word", words: ["home"], from: "end", next: "/" },
    pattern: /(?<=(?<![\w.-])\/home)\/([A-Za-z][\w.-]{1,31})(?=\/)/y,
    strength: "strong",
    accepts: isPerson,
  },
  {
    anchor: { on: "word", words: ["users"], from: "end", next: "/\\" },
    pattern: /(?<=(?:[A-Za-z]:[\\/]{1,4}|(?<![\w.-])\/)Users)[\\/]{1,4}([A-Za-z][\w.-]{1,31})(?=[\\/])/y,
    strength: "strong",
    accepts: isPerson,
  },
];
