import "./middle";
import.meta.hot.accept("./middle");
