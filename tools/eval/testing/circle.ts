import type { Templates } from '../photos';

/** People with so many photos each, in a plane: people evenly spread, a person's photos a little apart. */
export function circleOfPeople(people: number, photos: number): Templates {
  const templates: Templates = new Map();
  for (let person = 0; person < people; person++) {
    for (let photo = 0; photo < photos; photo++) {
      const angle = ((person + photo * 0.03) / people) * 2 * Math.PI;
      templates.set(`p${person}/${photo}.jpg`, Float32Array.of(Math.cos(angle), Math.sin(angle)));
    }
  }
  return templates;
}
