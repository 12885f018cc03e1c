// Words that come from the study or the library as a value: marked here, so that each has its translation.

import { mark, t } from "./words.js";

/** What a page hands to `t` as it came; beside each group, where the words are said. */
export const TOLD = [
  // domain: kinds, roles, weights
  mark("keyword"), mark("theme"), mark("construct"),
  mark("internal driver"), mark("external driver"), mark("outcome"), mark("deductive"), mark("inductive"),
  mark("theoretical"), mark("method"), mark("reflexive"), mark("comment"), mark("paraphrase"),
  mark("transcript"), mark("recording"), mark("answers"), mark("note"), mark("document"), mark("image"),
  mark("interviewer"), mark("participant"), mark("unknown"), mark("flaw"), mark("doubt"),
  // domain/theory.py: propositions and evidence
  mark("direct"), mark("mediated"), mark("moderated"), mark("joint"),
  mark("supports"), mark("contradicts"), mark("qualifies"),
  mark("opinion"), mark("reported event"), mark("mechanism"), mark("observed fact"),
  // analysis/ledger.py: what a case says, and how a proposition stands
  mark("literal"), mark("disconfirming"), mark("mixed"), mark("silent"), mark("not asked"),
  mark("supported"), mark("contested"), mark("single case"), mark("no evidence"),
  // analysis: groups, saturation, agreement
  mark("descriptive: purposive sample"),
  mark("Fisher's exact test of people, no two of one case"), mark("Fisher's exact test of cases and people of no case"),
  mark("Fisher's exact test of one person a case, over all choices"),
  mark("order of the dates"), mark("order in which they were loaded"),
  mark("assisted: suggestions were shown"), mark("independent of suggestions"),
  mark("blind: neither saw the other's judgements or a suggestion"), mark("assisted: suggestions or the other's judgements were in view"),
  mark("assisted: one of the two has not said that it is done"),
  // analysis/data_structure.py: what may be doubted of a data structure
  mark("theme in no dimension"), mark("dimension with one theme"), mark("theme with one concept"), mark("concept in no theme"),
  mark("concept of one person"), mark("concept of one case"), mark("wording not of informants"), mark("no role"),
  // rules: method profiles
  mark("case study"), mark("coding reliability"), mark("codebook"), mark("reflexive"),
  mark("grounded theory"),
  // study/past.py: what became of a code
  mark("added"), mark("removed"), mark("renamed"), mark("merged into"), mark("split from"), mark("put under"), mark("taken out of"),
  mark("kind changed"), mark("origin changed"), mark("role changed"), mark("sign changed"), mark("definition changed"), mark("include changed"),
  mark("exclude changed"), mark("example changed"), mark("reference changed"), mark("dimensions changed"), mark("colour changed"),
  // study: acts of the journal
  mark("load"), mark("import"), mark("rebuild"), mark("add"), mark("cut"), mark("code"), mark("uncode"), mark("recode"), mark("resize"), mark("decide"),
  mark("merge"), mark("split"), mark("split coding"), mark("assign"), mark("unassign"), mark("correct"), mark("transcribe"), mark("read again"), mark("freeze units"), mark("double coding done"), mark("settle disagreement"), mark("not read again"), mark("undo"), mark("redo"), mark("withdraw"), mark("retire"), mark("protect"), mark("silence"), mark("sync"), mark("search contrary"), mark("summarise"), mark("remove summary"),
  // study/entries.py: forms that acts are about
  mark("design"), mark("fact"), mark("group"), mark("case"), mark("attribute"), mark("consent"), mark("source"), mark("question"),
  mark("prompt"), mark("answer"), mark("memo"), mark("proposition"), mark("cause"), mark("evidence"), mark("rating"),
  mark("rival"), mark("rival evidence"), mark("override"), mark("prediction"), mark("recommendation"), mark("ground"), mark("summary"),
];

const SHAPES = [
  [/^add (?<what>.+)$/, mark("add {what}")],
  [/^edit (?<what>.+)$/, mark("edit {what}")],
  [/^remove (?<what>.+)$/, mark("remove {what}")],
  [/^fill in (?<what>.+)$/, mark("fill in {what}")],
  [/^permutation of cases, all (?<n>\S+) ways$/, mark("permutation of cases, all {n} ways")],
  [/^permutation of cases, (?<n>\S+) drawn, seed (?<seed>\S+)$/, mark("permutation of cases, {n} drawn, seed {seed}")],
];

/** What the library says in a few words, such as an act of the journal, in the reader's language. */
export function told(text) {
  for (const [shape, sentence] of SHAPES) {
    const found = shape.exec(text);
    if (found) return t(sentence, Object.fromEntries(Object.entries(found.groups).map(([name, words]) => [name, t(words)])));
  }
  return t(text);
}
