import "./shared.css";
import.meta.hot.accept();
