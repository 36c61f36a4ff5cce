// A change the person makes by a button: do it, say so, offer to take it back, own up when it failed.

import * as films from "./films.js";
import { label } from "./dom.js";
import { toast } from "./toast.js";

const TAKEN_BACK = {
  rate: "Rating taken back", unrate: "Rating restored", watchlist_add: "Taken off your watchlist",
  watchlist_remove: "Back on your watchlist", mark: "Taken back", unmark: "Restored",
};

/** Runs `change`, then says `done`, with an Undo button unless `final`. Resolves to whether it worked. */
export async function attempt(change, done, { final = false } = {}) {
  try {
    await change();
  } catch (error) {
    toast(`That was not saved. ${error.message}`, { title: "Try again", run: () => attempt(change, done, { final }) });
    return false;
  }
  if (done) toast(done, final ? null : { title: "Undo", run: undo });
  return true;
}

/** Takes back the latest change. */
export async function undo() {
  try {
    const change = await films.undo();
    toast(`${TAKEN_BACK[change.undone]}: ${label(change.movie)}.`);
  } catch (error) {
    toast(error.message, error.code === "offline" ? { title: "Try again", run: undo } : null);
  }
}
