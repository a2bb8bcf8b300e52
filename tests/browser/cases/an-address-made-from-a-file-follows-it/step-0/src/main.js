const response = await fetch(new URL("./note.txt", import.meta.url));
console.log(await response.text());
import.meta.hot.accept();
