// What was said, kept as data for the next visit. The key holds the person's number, so that somebody
// else on the same browser never sees it.

import { currentPerson } from "./api.js";
import * as storage from "./storage.js";

const PREFIX = "movies.history.";
const MOST = 60; // entries

/** Entries `{who: "me", text, payload, state}` and `{who: "bot", replies}` in order. */
export function load() {
  const mine = PREFIX + currentPerson();
  for (const key of storage.keys(PREFIX)) if (key !== mine) storage.remove(key);
  if (currentPerson() === null) return [];
  try {
    const entries = JSON.parse(storage.read(mine) ?? "[]");
    return Array.isArray(entries) ? entries : [];
  } catch {
    return [];
  }
}

export function save(entries) {
  if (currentPerson() !== null) storage.write(PREFIX + currentPerson(), JSON.stringify(entries.slice(-MOST)));
}

export function clear() {
  storage.remove(PREFIX + currentPerson());
}
