export const text = 1;
const life = (import.meta.hot.data.life ?? 0) + 1;
console.log(`leaf life ${life}`);
import.meta.hot.dispose((data) => {
  data.life = life;
  console.log("dispose leaf");
});
