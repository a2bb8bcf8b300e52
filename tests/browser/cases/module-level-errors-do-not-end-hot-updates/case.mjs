export const errors = [/bad/];
export const app = "plain";

export default async ({ open, write }) => {
  const page = await open();
  await page.logs("child 1", "parent 1");
  for (const turn of [2, 3]) {
    await write("src/child.js", `export const value = 0;\nthrow new Error("bad ${turn}");\n`);
    await page.overlay(new RegExp(`bad ${turn}`));
    await write("src/child.js", `export const value = ${turn};\nconsole.log("child ${turn}");\n`);
    await page.noOverlay();
    await page.logs(`child ${turn}`, `parent ${turn}`);
  }
};
