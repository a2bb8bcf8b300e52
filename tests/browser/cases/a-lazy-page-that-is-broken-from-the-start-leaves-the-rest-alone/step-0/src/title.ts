export const title = "a page" +;
