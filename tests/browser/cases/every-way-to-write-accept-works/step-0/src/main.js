import "./bare";
import "./optional";
import "./guarded";
import "./dep";
import "./optionaldep";
import "./list";
import "./aliased";
console.log("main");
if (import.meta.hot) {
  import.meta.hot.accept("./dep", (next) => console.log(`main got dep ${next.value}`));
  import.meta.hot.accept(["./list"], ([next]) => console.log(`main got list ${next.value}`));
}
import.meta.hot?.accept("./optionaldep", (next) => console.log(`main got optionaldep ${next.value}`));
