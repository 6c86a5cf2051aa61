import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { packagePhoto, sharedData } from '../support/data';
import { runCommand } from '../support/run-command';

const root = resolve(import.meta.dirname, '../..');

/** Runs `npm run mien -- verify …`; the last line of its standard output is the answer. */
async function verify(...args: string[]) {
  const { status, out } = await runCommand('npm', ['run', 'mien', '--silent', '--', 'verify', ...args]);
  const lines = out.trim().split('\n');
  return { status, lines, answer: JSON.parse(lines.at(-1) ?? '') as Record<string, unknown> };
}

it('says what there is when asked for something else, with exit status 2', async () => {
  const { status, out, errors } = await runCommand('npm', ['run', 'mien', '--silent', '--', 'coffee']);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(errors).toMatch(
    /unknown command 'coffee'.*\n {2}verify .*\n {2}eval calibrate .*\n {2}bench cold /s,
  );
});

it('says match with exit status 0 and prints one line', async () => {
  const { status, lines, answer } = await verify(
    packagePhoto(1),
    packagePhoto(3),
    '--probe',
    packagePhoto(1),
  );
  expect(status).toBe(0);
  expect(lines).toHaveLength(1);
  expect(answer).toMatchObject({
    ismatch: true,
    confidence: expect.any(Number),
    similarity: expect.any(Number),
    face: {
      x: expect.any(Number),
      y: expect.any(Number),
      width: expect.any(Number),
      height: expect.any(Number),
    },
    quality: { eyeDistance: expect.any(Number), blur: expect.any(Number), pose: { yaw: expect.any(Number) } },
    timingsMs: { decode: expect.any(Number), detect: expect.any(Number), embed: expect.any(Number) },
    backend: 'wasm',
  });
});

it('says no match with exit status 1', async () => {
  const { status, answer } = await verify(packagePhoto(1), '--probe', packagePhoto(2));
  expect(status).toBe(1);
  expect(answer.ismatch).toBe(false);
});

it('reports errors with exit status 2: code and message', async () => {
  const notAPhoto = join(root, 'package.json');
  expect(await verify(packagePhoto(1), '--probe', notAPhoto)).toMatchObject({
    status: 2,
    answer: { error: { code: -1400, message: expect.stringContaining('ERROR_IMAGE_FORMAT_INVALID') } },
  });
  expect(await verify(packagePhoto(1), notAPhoto, '--probe', packagePhoto(1))).toMatchObject({
    status: 2,
    answer: { error: { code: -1400 } },
  });
  expect(await verify(packagePhoto(1), '--model', 'nope', '--probe', packagePhoto(1))).toMatchObject({
    status: 2,
    answer: { error: { code: 213, message: expect.stringContaining('mobilefacenet-192') } },
  });
  for (const args of [
    [packagePhoto(1)],
    ['--probe', packagePhoto(1)],
    ['missing.jpg', '--probe', packagePhoto(1)],
  ]) {
    expect((await verify(...args)).status).toBe(2);
  }
  expect((await verify(packagePhoto(1), '--probe', packagePhoto(1), '--backend', 'cuda')).status).toBe(2);
  expect((await verify('--what')).status).toBe(2);
});

it('says which enrolled photo was refused, and why', async () => {
  const enrolled = [packagePhoto(1), packagePhoto(3), packagePhoto(1)];
  const { status, answer } = await verify(...enrolled, '--probe', packagePhoto(1));
  const message = expect.stringMatching(/enrolled photo 3 was refused: .* almost the same face/);
  expect(status).toBe(2);
  expect(answer).toEqual({ error: { code: -1312, message } });
});

it('tells two photos of one person from photos of two people', async (context) => {
  const images = 'lfw-dev/images';
  const [first, second, other] = [
    'Akhmed_Zakayev/Akhmed_Zakayev_0001.jpg',
    'Akhmed_Zakayev/Akhmed_Zakayev_0003.jpg',
    'Abel_Pacheco/Abel_Pacheco_0001.jpg',
  ].map((path) => sharedData(context, `${images}/${path}`));
  expect((await verify(first, '--probe', second)).status).toBe(0);
  expect((await verify(first, '--probe', other)).status).toBe(1);
});
