console.log("part 2");
