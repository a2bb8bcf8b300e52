document.querySelector("#text").textContent = "two";
if (Math.random() > 2) import.meta.hot.accept();
