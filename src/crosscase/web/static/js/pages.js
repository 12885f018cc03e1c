// Every page of the workbench, in the order of the method.

export const PAGES = [
  { name: "home", title: "Studies", load: () => import("./pages/home.js") },
  { name: "sources", title: "Sources", step: "Material", key: "s", with: ["coding"], count: (a) => a.sources.length, load: () => import("./pages/sources.js") },
  { name: "coding", title: "Coding", load: () => import("./pages/coding.js") },
  { name: "keywords", title: "Keywords", step: "Code", key: "k", with: ["merging"], count: (a) => a.waiting, load: () => import("./pages/keywords.js") },
  { name: "merging", title: "Merge board", load: () => import("./pages/merging.js") },
  { name: "history", title: "History", step: "Check and write", key: "y", load: () => import("./pages/history.js") },
];
