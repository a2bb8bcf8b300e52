console.log("part 1");
import.meta.hot.accept();
