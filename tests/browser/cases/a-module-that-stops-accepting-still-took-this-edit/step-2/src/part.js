console.log("part 3");
