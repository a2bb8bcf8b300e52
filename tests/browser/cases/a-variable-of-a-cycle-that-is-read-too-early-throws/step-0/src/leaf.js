import first, { Base, called, title } from "./top";
import { renamed as passed } from "./barrel";
import * as top from "./top";
const say = (what, error) => console.log(`${what} ${error.message}`);
try {
  say("named", { message: `${title}` });
} catch (error) {
  say("named", error);
}
try {
  say("default", { message: first });
} catch (error) {
  say("default", error);
}
try {
  class Derived extends Base {}
  say("class", { message: Derived.name });
} catch (error) {
  say("class", error);
}
try {
  say("namespace", { message: top.title });
} catch (error) {
  console.log("namespace", error.name);
}
try {
  say("through a barrel", { message: [passed][0] });
} catch (error) {
  say("through a barrel", error);
}
console.log("function", called());
export const named = "leaf";
