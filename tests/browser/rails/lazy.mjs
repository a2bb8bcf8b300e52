import { browserTest } from "../support/suite.mjs";

const CHECKOUT = "src/pages/Checkout.tsx";
const HEADING = "form h1";

async function fillCart(tab) {
  await tab.click("[data-product] button");
  await tab.shows("[data-testid=cart-count]", "1");
}

async function goToCheckout(tab) {
  await tab.click('a[href="/cart"]');
  await tab.click('a[href="/checkout"]');
}

browserTest("a lazy route that is open takes an edit and keeps what was chosen", async (world) => {
  const tab = await world.openNew("Shop");
  await fillCart(tab);
  await goToCheckout(tab);
  await tab.shows(HEADING, "Check out");
  await tab.frame.selectOption("select", { label: await tab.frame.locator("option").nth(1).innerText() });
  const total = await tab.text("form button");
  await tab.frame.fill("input[name=name]", "Ada");
  await tab.mark();

  await tab.edit(CHECKOUT, "<h1>Check out</h1>", "<h1>Pay here</h1>");

  await tab.shows(HEADING, "Pay here");
  await tab.shows("form button", total);
  await tab.shows("[data-testid=cart-count]", "1");
  await tab.frame.waitForFunction(() => document.querySelector("input[name=name]").value === "Ada");
  await tab.assertSamePage();
});

browserTest("a lazy route that was edited before its first visit shows the new text", async (world) => {
  const tab = await world.openNew("Shop");
  await fillCart(tab);
  await tab.mark();

  await tab.edit(CHECKOUT, "<h1>Check out</h1>", "<h1>Never seen before</h1>");
  await tab.status("updated");
  await goToCheckout(tab);

  await tab.shows(HEADING, "Never seen before");
  await tab.shows("[data-testid=cart-count]", "1");
  await tab.assertSamePage();
});

browserTest("an edit of a memo component keeps the store and the search", async (world) => {
  const tab = await world.openNew("Shop");
  await fillCart(tab);
  await tab.frame.fill("input[type=search]", "mug");
  await tab.frame.waitForFunction(() => document.querySelectorAll("[data-product]").length === 1);
  await tab.mark();

  await tab.edit("src/components/ProductCard.tsx", "Add to cart", "Take it");

  await tab.shows("[data-product] button", "Take it");
  await tab.shows("[data-testid=cart-count]", "1");
  await tab.frame.waitForFunction(() => document.querySelector("input[type=search]").value === "mug");
  await tab.assertSamePage();
});
