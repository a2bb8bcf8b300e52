import { say } from "./b";
window.read = () => console.log(`main reads ${say()}`);
