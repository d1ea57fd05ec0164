// Pictures that are fetched again and again: cameras of other Pis, and small ones for overviews.

/** `<img data-again="5">`: again every 5 s while somebody looks; a picture that does not come is tried again. */
export function startStills(): void {
  for (const image of document.querySelectorAll<HTMLImageElement>("img[data-again]")) keepFresh(image);
}

/** Lets one picture be fetched again and again; its `src` may be changed meanwhile. */
export function keepFresh(image: HTMLImageElement): void {
  const every_ms = Math.max(1, Number(image.dataset["again"]) || 5) * 1000;
  setInterval(() => {
    if (document.hidden || !image.isConnected) return;
    const url = new URL(image.src, location.href);
    url.searchParams.set("at", String(Date.now()));
    image.src = url.href;
  }, every_ms);
}
