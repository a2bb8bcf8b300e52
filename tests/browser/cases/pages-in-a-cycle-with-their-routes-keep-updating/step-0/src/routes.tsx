import Page from "./Page";

export const names = { other: "two" };

const routes = { home: Page };
export default routes;
