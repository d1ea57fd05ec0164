// The bench page: what runs, what it sees and shows, and what a person can touch.

import type { MkTimeline } from "../elements/timeline";
import { Edges } from "../bench/edges";
import { HousePlan } from "../bench/house";
import { PartList } from "../bench/parts";
import { Pictures } from "../bench/pictures";
import { Prints } from "../bench/prints";
import { ProgramHead } from "../bench/program";
import type { BenchState } from "../bench/state";
import { TrackPlan } from "../bench/track";
import { live } from "../live/live";

function the<T extends Element>(selector: string): T {
  const element = document.querySelector<T>(selector);
  if (!element) throw new Error(`The page has no ${selector}.`);
  return element;
}

const head = new ProgramHead(
  the("#program"),
  the("#phase"),
  the("#clock"),
  the("#trouble"),
  the("#stop"),
  the("#restart"),
);
const house = new HousePlan(the("#house"), the("#plan"), the("#house-switches"), the("#house-clock"), the("#whole-plot"), the("#newcomers"));
const track = new TrackPlan(the("#track"), the("#track-plan"), the("#track-says"), the("#track-newcomers"), the("#track-light"));
const parts = new PartList(the("#parts"));
const pictures = new Pictures(the("#pictures"), the("#pictures-card"));
const prints = new Prints(the("#prints"), the("#type"), the("#no-prints"));
const edges = new Edges(the<MkTimeline>("mk-timeline"), the("#no-pins"));
const side = the<HTMLElement>(".side");
const worldCards = [the<HTMLElement>("#house"), the<HTMLElement>("#track")];
const picturesCard = the<HTMLElement>("#pictures-card");
const isWide = matchMedia("(min-width: 60rem)");
const noParts = the<HTMLElement>("#no-parts");

live.onState((given) => {
  const state = given as unknown as BenchState;
  head.show(state);
  parts.show(state.parts);
  noParts.hidden = state.parts.length > 0;
  pictures.show(state.cameras ?? [], state.screens ?? []);
  prints.show(state);
  edges.show(state);
  house.show(state.house);
  track.show(state.track, state.program.run);
  if (state.house ?? state.track) putPictures();
});

/** Beside the world where there is room, so that both are in sight at once; else right below it. */
function putPictures(): void {
  if (isWide.matches && side.lastElementChild !== picturesCard) side.append(picturesCard);
  const last = worldCards.at(-1);
  if (!isWide.matches && last?.nextElementSibling !== picturesCard) last?.after(picturesCard);
}
