const step = 1;
export let count = 0;
export const plus = () => (count += step);
