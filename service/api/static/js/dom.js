/** Build elements without ever parsing a string as mark-up: children are nodes or text. */

/**
 * Return an element. `properties`: `class`, `data` (dataset), `on` ({event: listener}); every other key is an
 * attribute, left out where its value is null, undefined or false.
 */
export function el(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "class") node.className = value;
    else if (key === "data") Object.assign(node.dataset, value);
    else if (key === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Return an SVG element with these attributes. */
export function svg(name, attributes = {}) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return node;
}

export const byId = (id) => document.getElementById(id);

/** Return text from the article, isolated so that its direction harms nothing around it. */
export const isolated = (text) => el("bdi", {}, text);

/** Return "1 line", "2 lines". */
export const counted = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

/** Return a share between 0 and 1 as whole per cent. */
export const percent = (share) => `${Math.round(share * 100)}%`;

/** Scroll the node into the middle of the window, at once for those who asked for less motion. */
export function reveal(node, block = "center") {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  node.scrollIntoView({ block, behavior: still ? "auto" : "smooth" });
}

/** Return a button that copies what `text()` returns. */
export function copyButton(text, label = "Copy") {
  const button = el("button", { type: "button", class: "quiet copy" }, label);
  button.addEventListener("click", async () => {
    const done = await copied(text());
    button.textContent = done ? "Copied" : "Press Ctrl + C";
    setTimeout(() => { button.textContent = label; }, 1600);
  });
  return button;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Browsers give the clipboard to secure origins only; a selection works everywhere.
    const area = el("textarea", { class: "unseen", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
