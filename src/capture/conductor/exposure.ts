/** Modes of https://www.w3.org/TR/image-capture/#mediatrackcapabilities-section, which not every camera or browser has. */
const MODES = ['exposureMode', 'whiteBalanceMode'] as const;
/** Values that a camera may set to something else when its mode becomes manual: they are held where they are. */
const HELD = { exposureMode: ['exposureTime', 'iso'], whiteBalanceMode: ['colorTemperature'] } as const;

type Values = Readonly<Record<string, unknown>>;

/**
 * Holds exposure and white balance as they are: a camera that adapts to the screen's colours takes them away. Resolves with what gives
 * the camera its own will back. A camera that offers nothing of it, or does not obey, is left as it is.
 */
export async function lockExposure(track: MediaStreamTrack): Promise<() => Promise<void>> {
  const offered: Values = { ...track.getCapabilities?.() };
  const settings: Values = { ...track.getSettings() };
  const modes = MODES.filter((mode) => {
    const { [mode]: values } = offered;
    return Array.isArray(values) && values.includes('manual') && settings[mode] !== 'manual';
  });
  for (const mode of modes) {
    const held = HELD[mode].filter((name) => name in offered && name in settings);
    await apply(track, {
      [mode]: 'manual',
      ...Object.fromEntries(held.map((name) => [name, settings[name]])),
    });
  }
  return async () => {
    for (const mode of modes) await apply(track, { [mode]: settings[mode] ?? 'continuous' });
  };
}

/** Alone, as Chromium wants it, where they do not replace the constraints that the camera was opened with. */
async function apply(track: MediaStreamTrack, constraints: MediaTrackConstraintSet): Promise<void> {
  await track.applyConstraints({ advanced: [constraints] }).catch(() => undefined);
}
