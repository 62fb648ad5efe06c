/** Link what belongs together: every mention of an entity, and a quote with its speaker, cue, arc and list entry. */

/** Return a register of elements by key ("e1", "q2"), which lights and pins all elements of a key together. */
export function createLinks() {
  const members = new Map();
  let lit = [];
  let pinned = null;

  const paint = (keys) => {
    for (const key of lit) for (const node of members.get(key) ?? []) node.classList.remove("lit");
    lit = keys;
    for (const key of lit) for (const node of members.get(key) ?? []) node.classList.add("lit");
  };

  return {
    /** Let the element light up with the others of its key. */
    add(key, node) {
      if (!members.has(key)) members.set(key, new Set());
      members.get(key).add(node);
    },
    remove(key, node) {
      members.get(key)?.delete(node);
    },
    of: (key) => [...(members.get(key) ?? [])],
    light: (keys) => paint([...new Set(pinned ? [...keys, pinned] : keys)]),
    rest: () => paint(pinned ? [pinned] : []),
    /** Light what joined a key that is lit already. */
    again: () => paint(lit),
    pinned: () => pinned,
    /** Keep the key lit until it is pinned again or another one is. */
    pin(key) {
      const before = pinned;
      pinned = key;
      for (const one of [before, key]) {
        for (const node of members.get(one) ?? []) {
          if (node.hasAttribute("aria-pressed")) node.setAttribute("aria-pressed", String(one === pinned));
        }
      }
      paint(key ? [key] : []);
    },
  };
}

/** Return the keys that an element stands for, its own and those of what surrounds it. */
export function keysOf(node) {
  const keys = [];
  for (let at = node?.closest?.("[data-keys]"); at; at = at.parentElement?.closest("[data-keys]")) {
    keys.push(...at.dataset.keys.split(" "));
  }
  return keys;
}
