/**
 * Lets the worker hear its messages, then throws if the call was aborted meanwhile. Awaiting a network is not
 * enough: on wasm those promises resolve without a turn of the event loop, and an abort would wait outside.
 */
export async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
  signal.throwIfAborted();
}
