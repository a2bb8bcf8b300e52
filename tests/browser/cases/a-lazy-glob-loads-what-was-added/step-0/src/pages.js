const pages = import.meta.glob("./pages/*.js");
window.load = (name) => pages[`./pages/${name}.js`]().then((page) => console.log(page.default));
console.log(Object.keys(pages).map((path) => path.slice(8, -3)).join());
import.meta.hot.accept();
