document.querySelector("#text").textContent = "one";
if (Math.random() > 2) import.meta.hot.accept();
