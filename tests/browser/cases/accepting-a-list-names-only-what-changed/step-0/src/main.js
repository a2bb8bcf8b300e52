import "./a";
import "./b";
import.meta.hot.accept(["./a", "./b"], ([a, b]) => console.log(`${a?.value} ${b?.value}`));
