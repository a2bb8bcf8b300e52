let promise: Promise<string> | undefined;

export const load = () =>
  (promise ??= new Promise((resolve) => {
    console.log("loading");
    setTimeout(resolve, 10, "data");
  }));
