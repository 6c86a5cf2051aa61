/**
 * Enrols the person of the first picture and verifies every picture against them.
 * @param {import('mien').FaceEngine} engine
 * @param {readonly Blob[]} pictures
 */
export async function verdict(engine, pictures) {
  await engine.newperson({ person_id: 'ann', group_ids: ['staff'], image: pictures[0] });
  const lines = [];
  for (const picture of pictures) {
    const { confidence, ismatch } = await engine.verify('ann', picture);
    lines.push(`${ismatch ? 'match' : 'no match'} ${confidence.toFixed(1)}`);
  }
  return lines.join(', ');
}

/** What a page says of a failure. */
export const told = (error) => `error ${error?.code ?? ''} ${error?.message ?? error}`;
