export const reducer = (state: number) => state + 1;
