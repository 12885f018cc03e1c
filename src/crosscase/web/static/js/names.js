// The file with the real names: opened before anything comes in or somebody leaves.

import { form, tryTo } from "./ui.js";
import { t } from "./words.js";

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
