/** Turn a text and its ranges, nested or crossing, into elements. */

/**
 * Return a fragment of `text` from `from` to `to`, in which each range is wrapped by what `element(range, first)`
 * returns; `first` is false for the further pieces of a range that another one cuts.
 * Ranges: {start, end, rank}; lower ranks are further out.
 */
export function wrapped(text, from, to, ranges, element) {
  const here = ranges
    .filter((range) => range.start < to && range.end > from)
    .sort((one, other) => one.rank - other.rank || one.start - other.start || other.end - one.end);
  const cuts = new Set([from, to]);
  for (const range of here) {
    cuts.add(Math.max(range.start, from));
    cuts.add(Math.min(range.end, to));
  }
  const places = [...cuts].sort((one, other) => one - other);
  const fragment = document.createDocumentFragment();
  const seen = new Set();
  let open = [];
  for (let at = 0; at + 1 < places.length; at += 1) {
    const [start, end] = [places[at], places[at + 1]];
    const covering = here.filter((range) => range.start <= start && range.end >= end);
    let depth = 0;
    while (depth < open.length && open[depth].range === covering[depth]) depth += 1;
    open = open.slice(0, depth);
    for (const range of covering.slice(depth)) {
      const node = element(range, !seen.has(range));
      seen.add(range);
      (open.at(-1)?.node ?? fragment).append(node);
      open.push({ range, node });
    }
    (open.at(-1)?.node ?? fragment).append(text.slice(start, end));
  }
  return fragment;
}
