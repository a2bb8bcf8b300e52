window.load = async () => void (await import("./lazy"));
