// The file with the real names: opened before anything comes in, goes out, or somebody leaves.

import { post } from "./api.js";
import { keep } from "./charts.js";
import { h } from "./dom.js";
import { confirm, dialog, form, tryTo } from "./ui.js";
import { said, t } from "./words.js";

/** Open the file with the real names; it may ask for its passphrase. Null when it stays locked. */
export async function unlocked(study) {
  try {
    return await study.post("/unlock-names", { passphrase: "" });
  } catch (error) {
    if (error.kind !== "WrongPassphrase") { await tryTo(() => { throw error; }); return null; }
    const given = await form(t("The file with the real names is locked"), [{ name: "passphrase", label: t("Its passphrase"), kind: "secret" }], t("Open"));
    return given && tryTo(() => study.post("/unlock-names", given));
  }
}

/** Give a second file with the real names to keep, and show the code that opens it, once. `root`: of the study. */
export async function recovery(root) {
  const made = await tryTo(() => post(`${root}/names/recovery`));
  if (!made) return;
  keep(made.name, new Blob([Uint8Array.from(atob(made.body), (sign) => sign.charCodeAt(0))]));
  await dialog({ title: t("Recovery copy"), body: h("div", {}, h("p", {}, t("{file} opens with this code. It is shown only now: print it, and keep the two apart.", { file: made.name })), h("p", {}, h("code", {}, made.code))) });
}

/** Whether something was refused because nobody can look for real names in it. */
export const notScanned = (error) => error.kind === "NotScanned";

/** Make a file that is compared with real names: `make(unscanned)`. Where nobody can look, the page asks; null for no. */
export async function scanned(study, make) {
  const first = await make(false).catch((error) => { if (notScanned(error)) return null; throw error; });
  if (first) return first;
  await unlocked(study);
  return make(false).catch(async (error) => {
    if (!notScanned(error)) throw error;
    return (await confirm(t("Write it unscanned?"), said(error.message), t("Write it unscanned"))) ? make(true) : null;
  });
}
