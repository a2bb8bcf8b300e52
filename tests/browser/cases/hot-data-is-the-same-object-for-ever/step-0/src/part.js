// 1
const { data } = import.meta.hot;
(window.same ??= []).push(data);
(data.lives ??= []).push(data.lives.length + 1);
console.log(`lives: ${data.lives}`);
import.meta.hot.accept();
