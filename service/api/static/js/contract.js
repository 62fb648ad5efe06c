/** Read the OpenAPI document: references, types in words, fields by their path, and examples for each. */

/** Return the schema with its reference and its "or null" resolved: {...schema, nullable}. */
export function resolved(contract, schema = {}) {
  const { $ref, ...own } = schema;
  const target = $ref ? $ref.slice(2).split("/").reduce((at, step) => at?.[unescaped(step)], contract) : null;
  const merged = target ? { ...resolved(contract, target), ...own } : { ...own };
  for (const word of ["anyOf", "oneOf"]) {
    const options = merged[word];
    if (!options?.some((one) => one.type === "null")) continue;
    const rest = options.filter((one) => one.type !== "null");
    delete merged[word];
    return { ...(rest.length === 1 ? resolved(contract, rest[0]) : { [word]: rest }), ...merged, nullable: true };
  }
  if (Array.isArray(merged.type) && merged.type.includes("null")) {
    const rest = merged.type.filter((one) => one !== "null");
    return { ...merged, type: rest.length === 1 ? rest[0] : rest, nullable: true };
  }
  if (merged.enum?.includes(null)) return { ...merged, enum: merged.enum.filter((one) => one !== null), nullable: true };
  return merged;
}

const unescaped = (step) => step.replaceAll("~1", "/").replaceAll("~0", "~");

/** Return a type in words: "string or null", "list of numbers". */
export function typeWords(contract, schema) {
  const whole = resolved(contract, schema);
  const words = whole.type === "array" ? `list of ${plural(typeWords(contract, whole.items))}` : String(whole.format && whole.type === "string" ? `string, ${whole.format}` : (whole.type ?? "any"));
  return whole.nullable ? `${words} or null` : words;
}

const plural = (words) => words.replace(/^\w+/, (word) => `${word}s`);

/** Return the limits of a schema in words: "0 to 1", "at most 256 characters". */
export function limits(contract, schema) {
  const whole = resolved(contract, schema);
  const choices = whole.enum ?? resolved(contract, whole.items ?? {}).enum;
  const found = [];
  if (choices) found.push(`one of ${choices.join(", ")}`);
  if (whole.minimum !== undefined && whole.maximum !== undefined) found.push(`${whole.minimum} to ${whole.maximum}`);
  else if (whole.minimum) found.push(`at least ${whole.minimum}`);
  if (whole.maxLength !== undefined) found.push(`at most ${whole.maxLength} characters`);
  if (whole.default !== undefined) found.push(`default ${JSON.stringify(whole.default)}`);
  return found.join("; ");
}

/**
 * Return the groups of fields below a schema, each {path, title, about, rows}, outermost first.
 * A path is a list of steps; `[]` steps into a list, `*` into a map of the caller's or the article's names.
 */
export function fieldGroups(contract, schema, path = [], seen = new Set()) {
  const whole = resolved(contract, schema);
  const rows = [];
  const deeper = [];
  for (const [name, inner] of Object.entries(whole.properties ?? {})) {
    const at = [...path, name];
    rows.push({ name, path: at, schema: inner, required: (whole.required ?? []).includes(name) });
    const step = below(contract, inner, at);
    if (step && !seen.has(step.path.join("."))) deeper.push(step);
  }
  const group = { path, title: pathWords(path), about: whole.description ?? "", rows };
  return [group, ...deeper.flatMap((step) => fieldGroups(contract, step.schema, step.path, new Set([...seen, step.path.join(".")])))];
}

function below(contract, schema, path) {
  const whole = resolved(contract, schema);
  if (whole.properties) return { schema: whole, path };
  if (whole.type === "array") return below(contract, whole.items, [...path, "[]"]);
  if (typeof whole.additionalProperties === "object") return below(contract, whole.additionalProperties, [...path, "*"]);
  return null;
}

/** Return a path as it is written: "quotes[].speaker". */
export const pathWords = (path) => path.join(".").replaceAll(".[]", "[]").replaceAll(".*", ".NAME");

/** Return every value at the path in an answer. */
export function valuesAt(answer, path) {
  let values = [answer];
  for (const step of path) {
    values = values.flatMap((value) => {
      if (value === null || value === undefined) return [];
      if (step === "[]") return Array.isArray(value) ? value : [];
      if (step === "*") return Object.values(value);
      return step in value ? [value[step]] : [];
    });
  }
  return values;
}

/** Return whether a value tells the reader something. */
export const telling = (value) =>
  value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0) && !(typeof value === "object" && Object.keys(value).length === 0);

/** Return an example made from the schema alone, for what no answer at hand shows. */
export function madeExample(contract, schema) {
  const whole = resolved(contract, schema);
  if (whole.example !== undefined) return whole.example;
  if (whole.examples?.length) return whole.examples[0];
  if (whole.default !== undefined) return whole.default;
  if (whole.enum) return whole.enum[0];
  if (whole.type === "array") {
    const one = madeExample(contract, whole.items);
    return one === undefined ? [] : [one];
  }
  if (whole.properties) {
    return Object.fromEntries(Object.entries(whole.properties).map(([name, inner]) => [name, madeExample(contract, inner)]));
  }
  if (whole.type === "number") return whole.maximum !== undefined ? (whole.maximum + (whole.minimum ?? 0)) / 2 : 0.5;
  if (whole.type === "integer") return whole.minimum ?? 1;
  if (whole.type === "boolean") return true;
  if (whole.format === "date") return "2020-09-14";
  if (whole.type === "string") return "…";
  return {};
}

/** Return the path of every problem type that the contract names anywhere, in its order. */
export function problemPaths(contract) {
  return [...new Set(JSON.stringify(contract).match(/\/problems\/[a-z][a-z0-9-]*/g) ?? [])];
}

/** Return [{method, path, operation, parameters}] of every operation. */
export function operations(contract) {
  const methods = ["get", "put", "post", "delete", "patch"];
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    methods.filter((method) => item[method]).map((method) => ({
      method: method.toUpperCase(),
      path,
      operation: item[method],
      parameters: byName([...(item.parameters ?? []), ...(item[method].parameters ?? [])].map((one) => resolved(contract, one))),
    })),
  );
}

/** Keep the last of the parameters that share name and place: an operation's own overrides its path's. */
const byName = (parameters) => [...new Map(parameters.map((one) => [`${one.in} ${one.name}`, one])).values()];
