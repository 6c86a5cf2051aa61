/** What the retired service advised to take as living: more than this, of 100. */
const ADVISED = 87;
/** Scores of which nothing is certain beyond; 0 and 100 stand for them. */
const LEAST = 0.001;
const MOST = 0.999;

/**
 * A score of 0…1 as v1's whole number of 0…100. The logit of the score is stretched in two pieces: from 0 at 0.001 to 87 at `threshold`, and from there
 * to 100 at 0.999. It never falls when the score rises, and is above 87 exactly where the score is above the threshold, 0.001…0.999.
 */
export function pointsOf(score: number, threshold: number): number {
  const at = logit(Math.min(MOST, Math.max(LEAST, score)));
  const middle = logit(threshold);
  if (score <= threshold) return Math.floor((ADVISED * (at - logit(LEAST))) / (middle - logit(LEAST)));
  return Math.ceil(ADVISED + ((100 - ADVISED) * (at - middle)) / (logit(MOST) - middle));
}

function logit(share: number): number {
  return Math.log(share / (1 - share));
}
