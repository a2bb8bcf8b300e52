import "./middle";
export const title = "title of top";
export default 1 + 1;
export class Base {}
export function called() {
  return "called";
}
