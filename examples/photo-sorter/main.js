// Puts each photo into the album of the person in front. Nobody is named beforehand, and each start begins anew.
import { createEngine } from './mien/index.js';

const [input, output, albums] = ['input', 'output', 'main'].map((each) => document.querySelector(each));
const options = { appid: 'photo-sorter', enrolmentQuality: 'accept' };
const engine = await createEngine({ assets: './mien/assets/', ...options });
await engine.erase();

/** The id of the album that the photo belongs to: of a person seen before, or a new one. */
async function albumOf(image) {
  const { group_ids } = await engine.getgroupids();
  const found = group_ids.length > 0 ? await engine.identify({ group_ids, image }) : { candidates: [] };
  const [best] = found.candidates;
  if (best === undefined || best.confidence < 75) {
    const person_id = crypto.randomUUID();
    await engine.newperson({ person_id, group_ids: ['albums'], image });
    return person_id;
  }
  // The album knows the person better with each photo.
  await engine.addface({ person_id: best.person_id, images: [image] });
  return best.person_id;
}

function show(album, file) {
  let section = document.getElementById(album);
  if (section === null) {
    section = albums.appendChild(document.createElement('section'));
    section.id = album;
    section.append(Object.assign(document.createElement('h2'), { textContent: 'Who is this?' }));
    section.firstChild.contentEditable = 'true';
  }
  const picture = section.appendChild(new Image(120));
  picture.src = URL.createObjectURL(file);
  picture.alt = file.name;
}

input.onchange = async () => {
  for (const file of input.files) {
    // −1101: no face. Others: no photo.
    const album = await albumOf(file).catch((error) => (error.code === -1101 ? 'no face' : 'no photo'));
    show(album, file);
  }
  output.value = `${input.files.length} photos, ${albums.childElementCount} albums`;
};
output.value = 'Ready';
