console.log("user 2");
import.meta.hot.accept();
