import { expect, it } from 'vitest';
import { lockExposure } from './exposure';

/** A camera that offers this, stands so, and notes what is asked of it. */
function camera(offered: object, settings: object, refuses = false) {
  const asked: unknown[] = [];
  const track = {
    getCapabilities: () => offered,
    getSettings: () => settings,
    applyConstraints: async ({ advanced: [set] }: { advanced: [object] }) => {
      asked.push(set);
      if (refuses) throw new Error('refused');
    },
  } as unknown as MediaStreamTrack;
  return { track, asked };
}

it('holds exposure and white balance where they are, and gives them back', async () => {
  const { track, asked } = camera(
    {
      exposureMode: ['continuous', 'manual'],
      exposureTime: { min: 1, max: 900 },
      whiteBalanceMode: ['continuous', 'manual'],
    },
    { exposureMode: 'continuous', exposureTime: 120, whiteBalanceMode: 'continuous', colorTemperature: 4000 },
  );
  const unlock = await lockExposure(track);
  expect(asked).toEqual([{ exposureMode: 'manual', exposureTime: 120 }, { whiteBalanceMode: 'manual' }]);
  await unlock();
  expect(asked.slice(2)).toEqual([{ exposureMode: 'continuous' }, { whiteBalanceMode: 'continuous' }]);
});

it('leaves a camera alone that offers nothing, or whose owner has set it by hand', async () => {
  for (const { track, asked } of [
    camera({}, {}),
    camera({ exposureMode: ['continuous'] }, { exposureMode: 'continuous' }),
    camera({ exposureMode: ['continuous', 'manual'] }, { exposureMode: 'manual' }),
  ]) {
    await (await lockExposure(track))();
    expect(asked).toEqual([]);
  }
});

it('goes on with a camera that does not obey', async () => {
  const { track, asked } = camera({ exposureMode: ['manual'] }, {}, true);
  await (await lockExposure(track))();
  expect(asked).toHaveLength(2);
});
