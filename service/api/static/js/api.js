/** Talk to the service this page came from. */

/** The service's root, also where a proxy serves it below a prefix. */
export const ROOT = new URL("../../", import.meta.url);

/** What the service answered instead of an article: an RFC 9457 problem, or what could be told without one. */
export class Refusal extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

/** Return {answer, timings, milliseconds} for a request of the contract. Throws Refusal, or AbortError. */
export async function enrich(request, { key = "", signal } = {}) {
  const started = performance.now();
  const response = await reached("v1/enrich", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json",
      ...(key ? { Authorization: `Bearer ${key}` } : {}),
    },
    body: JSON.stringify(request),
    signal,
  });
  if (!response.ok) throw new Refusal(await problemOf(response));
  const answer = await response.json();
  return { answer, timings: timings(response.headers.get("Server-Timing")), milliseconds: performance.now() - started };
}

/** Return the list of samples, empty where the service has none. */
export async function samples() {
  try {
    const response = await fetch(new URL("samples", ROOT));
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}

/** Return the raw text of a sample. Throws Refusal. */
export async function sample(name) {
  const response = await reached(`samples/${encodeURIComponent(name)}`, {});
  if (!response.ok) throw new Refusal(await problemOf(response));
  return response.text();
}

/** Return the response. Throws Refusal where the service cannot be reached. */
export async function reached(path, options) {
  try {
    return await fetch(new URL(path, ROOT), options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal({ title: "The service cannot be reached", detail: "It did not answer. Is it running?" });
  }
}

/** Return the problem document of a failed response, or one made of its status where a proxy answered. */
export async function problemOf(response) {
  const type = response.headers.get("Content-Type") ?? "";
  if (type.startsWith("application/problem+json")) {
    try {
      return { ...(await response.json()), retryAfter: response.headers.get("Retry-After") };
    } catch { /* cut off on the way: the status still tells */ }
  }
  return { title: `Status ${response.status}`, status: response.status, detail: "The answer was not a problem document." };
}

/** Return [{stage, milliseconds}] of a Server-Timing header. */
function timings(header) {
  return (header ?? "").split(",").flatMap((entry) => {
    const [stage, ...rest] = entry.trim().split(";");
    const duration = rest.map((part) => part.trim()).find((part) => part.startsWith("dur="));
    return stage && duration ? [{ stage, milliseconds: Number(duration.slice(4)) }] : [];
  });
}
