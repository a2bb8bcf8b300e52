const wait = () => new Promise((resolve) => setTimeout(resolve, 20, "loaded 1"));
export const data = await wait();
