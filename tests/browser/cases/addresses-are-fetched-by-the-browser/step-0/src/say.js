import { word } from "data:text/javascript,export const word = 'static'";
const address = "data:text/javascript,export default 'asked'";
export const say = async () => `${word} ${(await import(/* @vite-ignore */ address)).default}`;
