import { messages } from '../../i18n';

/** A phone that looks at a face, and knows it: drawn, since a photo would be of somebody. */
export function Picture() {
  const { start } = messages.value;
  return (
    <svg class="picture" viewBox="0 0 240 220" role="img" aria-label={start.picture}>
      <circle class="glow" cx="120" cy="108" r="104" />
      <rect class="phone" x="66" y="12" width="108" height="196" rx="16" />
      <rect class="screen" x="73" y="24" width="94" height="172" rx="8" />
      <path class="shoulders" d="M84 196c2-30 16-42 36-42s34 12 36 42z" />
      <path class="neck" d="M110 132h20v24c0 6-20 6-20 0z" />
      <ellipse class="head" cx="120" cy="104" rx="28" ry="36" />
      <path class="hair" d="M91 102c-4-34 14-46 30-45 18 0 32 12 28 45-4-14-12-22-20-25-12 8-30 8-38 25z" />
      <circle class="feature" cx="109" cy="104" r="3" />
      <circle class="feature" cx="131" cy="104" r="3" />
      <path class="line" d="M120 106v12h-4M110 126q10 7 20 0" />
      <ellipse class="ring-track" cx="120" cy="104" rx="40" ry="52" />
      <ellipse class="ring-known" cx="120" cy="104" rx="40" ry="52" pathLength="100" />
      <g class="tick">
        <circle cx="162" cy="170" r="20" />
        <path d="M152 170l7 7 13-14" />
      </g>
    </svg>
  );
}
