// The open study: what the page knows of it, and when it changed elsewhere.

import { get, post } from "./api.js";
import { told } from "./told.js";
import { confirm, fail, toast } from "./ui.js";
import { moment, t } from "./words.js";

/** An act of so many rows is not taken back by a slip of the finger. */
const MANY_ROWS = 100;

export class Study {
  constructor(id) {
    this.id = id;
    this.root = `/api/studies/${id}`;
    this.about = null;
    this.n = 0;
    this.jobs = [];
    this.listeners = new Set();
    this.own = 0;
  }

  static async open(id) {
    const study = new Study(id);
    await study.refresh();
    study.jobs = (await study.get("/state")).jobs;
    study.stream = new EventSource(`${study.root}/events`);
    study.stream.onmessage = (event) => study.heard(JSON.parse(event.data));
    return study;
  }

  async refresh() {
    this.about = await this.get("");
    this.n = this.about.n;
  }

  heard({ n, jobs }) {
    if (this.own) { // what we did ourselves is told by its own answer first
      this.waiting = { n, jobs };
      return;
    }
    const moved = n !== this.n;
    this.n = n;
    this.jobs = jobs;
    for (const listener of this.listeners) listener({ moved, jobs });
  }

  /** Be told when the journal moved on or long work went on; gives the way to stop being told. */
  onChange(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get(path) {
    return get(this.root + path);
  }

  /** Change something; what is shown elsewhere follows by the stream. */
  async post(path, body) {
    this.own += 1;
    try {
      const done = await post(this.root + path, body);
      if (done?.n === this.n + 1) this.n = done.n;
      return done;
    } finally {
      this.own -= 1;
      const { waiting } = this;
      this.waiting = null;
      if (!this.own && waiting) this.heard(waiting);
    }
  }

  /** Take the last act back, or do it again. */
  async turn(way) {
    try {
      const next = await this.get(`/next/${way}`);
      const sure = next.changes < MANY_ROWS || (await confirm(way === "undo" ? t("Undo this?") : t("Do this again?"),
        t("{act} of {when}: {n} rows. {why}", { act: told(next.verb), when: moment(next.at), n: next.changes, why: next.why })));
      if (!sure) return false;
      const entry = await this.post(`/${way}`);
      toast(way === "undo" ? t("Undone: {act}", { act: told(entry.verb) }) : t("Done again: {act}", { act: told(entry.verb) }));
      return true;
    } catch (error) {
      fail(error);
      return false;
    }
  }

  shut() {
    this.stream?.close();
    this.listeners.clear();
  }
}
