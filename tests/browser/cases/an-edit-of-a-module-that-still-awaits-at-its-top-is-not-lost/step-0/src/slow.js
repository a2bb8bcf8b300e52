export const version = 1;
console.log(`slow begins ${version}`);
if (!window.isReleased) await new Promise((resolve) => (window.release = resolve));
window.isReleased = true;
document.querySelector("#text").textContent = `slow ${version}`;
import.meta.hot.accept();
