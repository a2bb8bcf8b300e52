export default { content: ["./index.html", "./src/**/*.tsx"], theme: { extend: { colors: { brand: "rgb(255, 0, 0)" } } }, plugins: [] };
