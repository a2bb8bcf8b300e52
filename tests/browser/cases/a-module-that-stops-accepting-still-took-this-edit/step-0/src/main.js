console.log("main 1");
import("./part");
