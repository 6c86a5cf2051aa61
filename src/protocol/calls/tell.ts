/** Tells a listener how far something is. Where the listener throws or rejects, the work goes on, and nothing is unhandled. */
export function tell<T>(listener: (news: T) => unknown, news: T): void {
  new Promise((resolve) => resolve(listener(news))).catch(() => undefined);
}
