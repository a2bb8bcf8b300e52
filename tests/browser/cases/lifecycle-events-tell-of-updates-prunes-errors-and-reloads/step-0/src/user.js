import "./part";
import.meta.hot.accept();
