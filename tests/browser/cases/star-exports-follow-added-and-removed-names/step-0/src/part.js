export const a = 1;
export const b = 1;
export default "default of part";
