import * as all from "./barrel";
const show = ({ part, y, ...named }) => console.log(`${Object.keys(named).sort()} {a:${part.a}} ${y}`);
show(all);
import.meta.hot.accept("./barrel", show);
