import * as part from "./part";

const lazy = await import("./lazy");
console.log("main", part.a, lazy.a);
