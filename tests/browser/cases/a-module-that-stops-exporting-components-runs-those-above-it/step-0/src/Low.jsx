console.log("low 1");
export default function Low() {}
