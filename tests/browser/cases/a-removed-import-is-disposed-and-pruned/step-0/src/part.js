console.log(`part has ${import.meta.hot.data.mark}`);
import.meta.hot.data.mark = "a mark";
import.meta.hot.dispose(() => console.log("dispose"));
import.meta.hot.prune(() => console.log("prune"));
