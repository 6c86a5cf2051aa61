import { told, verdict } from './verdict.js';

/** A page with `#files` and `#verdict`: what is chosen in the one is judged in the other. */
export async function listen(createEngine, options = {}) {
  const [input, output] = ['#files', '#verdict'].map((part) => document.querySelector(part));
  try {
    const engine = await createEngine({ appid: 'consumer', ...options });
    input.addEventListener('change', async () => {
      output.textContent = await verdict(engine, [...input.files]).catch(told);
    });
    input.disabled = false;
  } catch (error) {
    output.textContent = told(error);
  }
}
