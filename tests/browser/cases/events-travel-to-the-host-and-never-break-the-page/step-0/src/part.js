// here
const value = 1;
import.meta.hot.send("my:event", { value });
import.meta.hot.send("my:other");
import.meta.hot.accept();
console.log("sent");
