import { signal } from '@preact/signals';

/** Chromium's; other browsers have a menu entry of their own. https://developer.mozilla.org/docs/Web/API/BeforeInstallPromptEvent */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

/** The browser's offer to install the page, kept until somebody asks for it. */
export const installPrompt = signal<InstallPrompt | undefined>(undefined);

/** To be called as the page starts: the offer comes once, and early. */
export function keepInstallPrompt(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    installPrompt.value = event as InstallPrompt;
  });
  addEventListener('appinstalled', () => {
    installPrompt.value = undefined;
  });
}
