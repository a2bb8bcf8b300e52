import { value } from "./part";
import { value as other } from "./other/index";

console.log("main", value, other);
import.meta.hot.accept("@/part", ({ value }) => console.log("part", value));
import.meta.hot?.accept(["~others/other"], ([{ value }]) => console.log("other", value));
// Leads nowhere, and is nothing to worry about.
import.meta.hot.accept("image/png", () => console.log("never"));
