import "./d";
import.meta.hot.accept("./d", () => {});
