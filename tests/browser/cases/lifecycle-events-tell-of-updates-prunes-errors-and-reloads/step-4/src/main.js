window.anotherLife = true;
