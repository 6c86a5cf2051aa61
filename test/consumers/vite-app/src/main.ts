import { createEngine, FaceError, type VerifyData } from 'mien';

const input = document.querySelector<HTMLInputElement>('#files');
const output = document.querySelector<HTMLOutputElement>('#verdict');

/** The first file is enrolled, the second verified. */
async function verify(files: readonly File[]): Promise<VerifyData> {
  const engine = await createEngine({ assets: '/mien/', appid: 'consumer' });
  try {
    const [enrolled, probe] = files;
    await engine.newperson({ person_id: 'ann', group_ids: ['staff'], image: enrolled as File });
    return await engine.verify('ann', probe as File);
  } finally {
    await engine.close();
  }
}

input?.addEventListener('change', async () => {
  if (!output) return;
  try {
    const { confidence, ismatch } = await verify([...(input.files ?? [])]);
    output.textContent = `${ismatch ? 'match' : 'no match'} ${confidence.toFixed(1)}`;
  } catch (error) {
    output.textContent = error instanceof FaceError ? `error ${error.code}` : String(error);
  }
});
