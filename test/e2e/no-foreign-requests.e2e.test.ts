import { expect, it } from 'vitest';
import { packagePhoto } from '../support/data';
import { openEngineTab, prepare } from '../support/engine-tab';

it('loads, enrols and verifies under a strict policy without a request to another origin', async () => {
  // Nobody hears the requests of workers that pages share; the script is the same.
  const options = { engine: { model: 'dlib-resnet-v1-int8', keepWarm: false } };
  await using tab = await openEngineTab({ ...options, startEngine: false });
  const requests: string[] = [];
  const complaints: string[] = [];
  // The context sees requests of pages, workers and service workers alike.
  tab.context.on('request', (request) => requests.push(request.url()));
  tab.page.on('console', (message) => {
    if (message.type() === 'error' || /Content Security Policy/i.test(message.text())) {
      complaints.push(message.text());
    }
  });
  tab.page.on('pageerror', (error) => complaints.push(error.message));
  const policy = (await tab.page.reload())?.headers()['content-security-policy'] ?? '';
  await prepare(tab, options);
  await tab.page.setInputFiles('#files', [1, 2].map(packagePhoto));
  const verdict = await tab.page.evaluate(async () => {
    const [ann, bob] = files();
    await engine.newperson({ person_id: 'ann', group_ids: ['g'], image: ann });
    // A picture without a face takes every path that looks for one.
    await failure(engine.extract(new ImageData(1200, 900)));
    await engine.addface({ person_id: 'ann', images: [bob] });
    await failure(engine.extract('https://elsewhere.example/photo.jpg'));
    // After some answers onnxruntime is fetched, too.
    for (let i = 0; i < 10; i++) await engine.verify('ann', bob);
    return engine.verify('ann', ann);
  });
  await tab.page.waitForFunction(() => engine.info().runtime === 'onnxruntime');
  expect(verdict.ismatch).toBe(true);
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
  expect(policy).not.toContain("'unsafe-eval'");
  expect(complaints).toEqual([]);
  const elsewhere = requests.filter((url) => !url.startsWith(tab.address) && !/^(blob|data):/.test(url));
  expect(elsewhere).toEqual([]);
  // The record is no empty one: models, runtimes and workers are on it.
  for (const part of [
    '.onnx',
    'ort-wasm',
    'tfjs-backend-wasm',
    'vision.worker',
    'gallery.worker',
    'full-range',
  ]) {
    expect(
      requests.some((url) => url.includes(part)),
      part,
    ).toBe(true);
  }
});
