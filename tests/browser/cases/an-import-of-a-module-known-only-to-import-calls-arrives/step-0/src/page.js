// import
const text = "page without";
document.querySelector("#text").textContent = text;
console.log(text);
import.meta.hot.accept();
