window.fixed = true;
import.meta.hot.accept();
