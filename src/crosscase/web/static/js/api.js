// The doors of the library over HTTP: every answer is JSON, every refusal a sentence.

/** What the library said, with the next step. */
export class Refused extends Error {
  constructor(told) {
    super(told.message ?? "The workbench does not answer.");
    this.hint = told.hint ?? "";
    this.kind = told.kind ?? "";
  }
}

async function answer(response, raw = false) {
  if (raw && response.ok) return response.blob();
  const kind = response.headers.get("content-type") ?? "";
  const body = kind.includes("json") ? await response.json() : await response.text();
  if (!response.ok) throw new Refused(typeof body === "string" ? { message: body } : body);
  return body;
}

async function ask(path, { raw = false, ...options } = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refused({ message: "The workbench does not answer.", hint: "Start `crosscase open` again." });
  }
  return answer(response, raw);
}

export const get = (path) => ask(path);

export const post = (path, body = {}) =>
  ask(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

/** A file that the library writes. */
export const fetched = (path) => ask(path, { raw: true });

/** Send one file as it is; its name (or its path in the folder it comes from) goes in the address. */
export const upload = (path, file, name = file.name) =>
  ask(`${path}${path.includes("?") ? "&" : "?"}name=${encodeURIComponent(name)}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: file,
  });
