// What packages do: code that was not compiled for this app.
const seen = (0, eval)("[process.env.KEY, typeof global].join(' ')");
document.querySelector("#text").textContent = `${seen} ${process.env.NODE_ENV}`;
