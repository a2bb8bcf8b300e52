const value = 1;
console.log(`run ${value}`);
import.meta.hot.accept();
import.meta.hot.dispose(async () => {
  console.log(`dispose ${value} begins`);
  await new Promise((resolve) => setTimeout(resolve, 30));
  console.log(`dispose ${value} ends`);
});
