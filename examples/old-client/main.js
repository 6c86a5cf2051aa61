// The new part: from here on the cloud's requests are answered on the device.
import { installV1 } from './mien/http.js';
import { createEngine } from './mien/index.js';

const output = document.querySelector('output');
const engine = createEngine({ assets: './mien/assets/', appid: '1250000001' });
await installV1(engine, { serviceWorker: 'v1.sw.js' });
output.value = 'ready';

document.querySelector('form').onsubmit = (event) => {
  event.preventDefault();
  const { person, photo } = event.target.elements;
  const fields = { person_id: person.value, image: photo.files[0], 'group_ids[0]': 'staff' };
  callFaceApi(event.submitter.value, fields, (error, data) => {
    output.value = error ?? JSON.stringify(data);
  });
};
