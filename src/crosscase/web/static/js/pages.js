// Every page of the workbench, in the order of the method.

export const PAGES = [
  { name: "home", title: "Studies", load: () => import("./pages/home.js") },
  { name: "design", title: "Design", step: "Material", key: "d", load: () => import("./pages/design.js") },
  { name: "people", title: "People", step: "Material", key: "p", load: () => import("./pages/people.js") },
  { name: "sources", title: "Sources", step: "Material", key: "s", with: ["coding"], count: (a) => a.sources.length, load: () => import("./pages/sources.js") },
  { name: "survey", title: "Survey", step: "Material", key: "v", load: () => import("./pages/survey.js") },
  { name: "literature", title: "Literature", step: "Material", key: "l", load: () => import("./pages/literature.js") },
  { name: "coding", title: "Coding", load: () => import("./pages/coding.js") },
  { name: "keywords", title: "Keywords", step: "Code", key: "k", with: ["merging"], count: (a) => a.waiting, load: () => import("./pages/keywords.js") },
  { name: "merging", title: "Merge board", load: () => import("./pages/merging.js") },
  { name: "codebook", title: "Codebook", step: "Code", key: "b", load: () => import("./pages/codebook.js") },
  { name: "memos", title: "Memos", step: "Code", key: "o", load: () => import("./pages/memos.js") },
  { name: "voices", title: "Voices and work", step: "Code", key: "w", load: () => import("./pages/voices.js") },
  { name: "search", title: "Search", step: "Code", key: "f", load: () => import("./pages/search.js") },
  { name: "cases", title: "Cases", step: "Compare", key: "c", load: () => import("./pages/cases.js") },
  { name: "compare", title: "Compare", step: "Compare", key: "a", load: () => import("./pages/compare.js") },
  { name: "model", title: "Model", step: "Claims", key: "m", load: () => import("./pages/model.js") },
  { name: "check", title: "Check", step: "Check and write", key: "q", load: () => import("./pages/check.js") },
  { name: "report", title: "Report", step: "Check and write", key: "r", load: () => import("./pages/report.js") },
  { name: "exchange", title: "Exchange", step: "Check and write", key: "x", load: () => import("./pages/exchange.js") },
  { name: "history", title: "History", step: "Check and write", key: "y", load: () => import("./pages/history.js") },
];
