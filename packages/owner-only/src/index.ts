export { makeOwnerOnlyDirectory } from "./make-directory.ts";
