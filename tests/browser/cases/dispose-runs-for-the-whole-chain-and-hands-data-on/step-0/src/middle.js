import "./leaf";
const { data } = import.meta.hot;
data.life = (data.life ?? 0) + 1;
console.log(`middle life ${data.life}`);
import.meta.hot.dispose(() => console.log("dispose middle"));
