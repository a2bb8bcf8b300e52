window.load = () => import("./later").then(({ name }) => console.log(`later ${name}`));
