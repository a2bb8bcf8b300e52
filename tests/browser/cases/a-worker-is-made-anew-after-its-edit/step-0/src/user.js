const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
worker.onmessage = ({ data }) => console.log(data);
import.meta.hot.accept();
import.meta.hot.dispose(() => worker.terminate());
