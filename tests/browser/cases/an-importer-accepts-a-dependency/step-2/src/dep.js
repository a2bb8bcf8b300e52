export const name = "three";
import.meta.hot.dispose(() => console.log(`dispose ${name}`));
