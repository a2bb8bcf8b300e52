export const name = "one";
import.meta.hot.dispose(() => console.log(`dispose ${name}`));
