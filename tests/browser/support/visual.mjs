// Puck in the editor's page, as a person uses it: drags with the mouse, types into what it shows.
export class Visual {
  /** Chooses the visual editor and waits until Puck is there. */
  static async open(tab) {
    await tab.page.click('.modes [data-mode="visual"]');
    await tab.page.waitForSelector("#visual_iframe[data-shown]");
    const visual = new Visual(tab);
    await visual.canvas.locator("[data-puck-component]").first().waitFor();
    return visual;
  }

  constructor(tab) {
    this.tab = tab;
    this.frame = tab.page.frameLocator("#visual_iframe");
    this.canvas = this.frame.frameLocator("#preview-frame");
  }

  /** The place of a component in the sidebar. */
  block(name) {
    return this.frame.getByTestId(`drawer-item:${name}`).first();
  }

  /** Components on the canvas, by the beginning of their ids. */
  component(name) {
    return this.canvas.locator(`[data-puck-component^="${name}-"]`);
  }

  /** Drags a block from the sidebar to just above a component. */
  async dragAbove(name, component) {
    const { mouse } = this.tab.page;
    const from = await center(this.block(name));
    const target = await box(component);
    const to = { x: target.x + target.width / 2, y: target.y + target.height / 4 };
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(from.x + 10, from.y + 10, { steps: 4 });
    await mouse.move(to.x, to.y, { steps: 20 });
    // The place is made when the pointer has moved over it.
    await this.canvas.locator(`[data-puck-component^="${name}-"]`).first().or(this.canvas.locator("[data-puck-dragging]")).first().waitFor();
    await mouse.move(to.x + 2, to.y, { steps: 4 });
    await mouse.up();
    await this.component(name).first().waitFor();
  }

  /** Clicks into a text on the canvas and types another. */
  async retype(text, wanted) {
    await text.click();
    await this.canvas.locator("[contenteditable=plaintext-only]").first().waitFor();
    await text.click();
    await this.tab.page.keyboard.press("ControlOrMeta+a");
    // One input event: Puck puts back what it holds when keys come faster than it renders.
    await this.tab.page.keyboard.insertText(wanted);
  }

  /** What the bar above the visual editor says; null when it is not there. */
  async notice() {
    const bar = this.tab.page.locator(".visual-notice");
    return (await bar.isVisible()) ? bar.innerText() : null;
  }

  noticed(pattern) {
    return this.tab.page.locator(".visual-notice").getByText(pattern).waitFor();
  }

  /** Registers a component as an AI agent would: over HTTP, in the name of the person who has signed in. */
  register(component) {
    return this.tab.page.evaluate(
      async ([app, component]) => {
        const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
        const headers = { "Content-Type": "application/json", "X-CSRF-Token": token };
        const answer = await fetch(`/apps/${app}/components`, { method: "POST", headers, body: JSON.stringify(component) });
        return { status: answer.status, ...(await answer.json()) };
      },
      [this.tab.app, component],
    );
  }
}

async function box(locator) {
  await locator.waitFor();
  return locator.boundingBox();
}

async function center(locator) {
  await locator.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await box(locator);
  return { x: x + width / 2, y: y + height / 2 };
}
