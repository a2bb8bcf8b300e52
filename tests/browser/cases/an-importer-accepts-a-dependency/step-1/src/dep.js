export const name = "two";
import.meta.hot.dispose(() => console.log(`dispose ${name}`));
