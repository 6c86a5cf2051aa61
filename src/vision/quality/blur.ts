import type { Workspace } from '../../pixels';
import type { Grey } from './grid';

/** Standard deviation of the known blur, px: that of the filter 1 4 6 4 1. */
const KNOWN_PX = 1;
const LARGEST_PX = 16;

/**
 * Standard deviation of the Gaussian blur that a picture seems to have gone through, px. It is blurred once more
 * by a known amount: a sharp picture loses most of its gradients by that, a blurred one hardly any. In pictures of
 * the world the power of gradients is the same at all frequencies (Field 1987), so that blur of standard deviation
 * σ leaves energy in proportion to 1/σ², and a further one of σ₁ makes the ratio of the two (σ² + σ₁²)/σ².
 * The picture has 6 px per edge at least.
 */
export function blurOf(workspace: Workspace, picture: Grey): number {
  const { data, width, height } = picture;
  workspace.begin();
  const place = workspace.put(data);
  const own = gradientEnergy(workspace, place, width, height);
  const again = gradientEnergy(workspace, putBlurred(workspace, place, width, height), width, height);
  const ratio = own / again;
  return ratio > 1 ? Math.min(LARGEST_PX, KNOWN_PX / Math.sqrt(ratio - 1)) : LARGEST_PX;
}

/** Mean square of the differences of neighbours, two pixels from the border on, which the filter does not reach. */
function gradientEnergy(workspace: Workspace, place: number, width: number, height: number): number {
  return workspace.kernels.energy(place, width, 2, width - 3, height - 3) / ((width - 5) * (height - 5));
}

/** The filter 1 4 6 4 1 along rows, then along columns; what is nearer to the border than its reach is not of interest. */
function putBlurred(workspace: Workspace, place: number, width: number, height: number): number {
  const [rows, both] = [workspace.take(width * height * 4), workspace.take(width * height * 4)];
  workspace.kernels.filter(place, rows, 4, width, 2, 0, width - 2, height);
  workspace.kernels.filter(rows, both, 4 * width, width, 2, 2, width - 2, height - 2);
  return both;
}
