try {
  console.log(later);
} catch (error) {
  console.log(error.message);
}
const show = () => `${counted} ${later} ${empty}`;
let counted = 0;
counted++;
const later = 2;
let empty;
console.log(show());
import.meta.hot.accept();
