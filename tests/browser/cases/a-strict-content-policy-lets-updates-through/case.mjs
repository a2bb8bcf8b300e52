export default async ({ blank, edit }) => {
  const page = await blank();
  await page.page.route(/\/$/, async (route) => {
    const answer = await route.fetch();
    const headers = answer.headers();
    const [nonce] = /'nonce-[^']*'/.exec(headers["content-security-policy"]);
    const policy = `default-src 'none'; script-src ${nonce}; style-src ${nonce}; img-src data:; connect-src 'self' ws:`;
    await route.fulfill({ response: answer, headers: { ...headers, "content-security-policy": policy } });
  });
  await page.goto();
  await page.evaluate(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => window.violations.push(violatedDirective));
  });
  await page.click("#count");
  await edit("src/App.tsx", "one {", "two {");
  await edit("src/app.css", "255, 0, 0", "0, 0, 255");
  await page.shows("#count", "two 1");
  await page.hasStyle("#count", { color: "rgb(0, 0, 255)" });
  const violations = await page.evaluate(() => window.violations);
  if (violations.length) throw new Error(`violated: ${violations}`);
};
