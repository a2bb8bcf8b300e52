// sheet
import.meta.hot.accept();
