// Places in the counter app.
export const COUNT = "[data-testid=count]";
export const LABEL = "[data-testid=label]";
export const TITLE = "[data-testid=title]";
export const CARD = "section:has([data-testid=count])";
