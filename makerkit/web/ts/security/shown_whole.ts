// Where a picture lies that is shown whole in a box of another shape.

/** How much of a box of `width` by `height` a picture takes that is shown whole in its middle. */
export function shownWhole(width: number, height: number, ratio: number): { width: number; height: number } {
  return width / height > ratio ? { width: height * ratio, height } : { width, height: width / ratio };
}
