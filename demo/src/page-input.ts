/** What belongs to the whole page: photos from the clipboard, and files dropped beside every target. */
export function listenToPage(pasted: (photos: readonly File[], target: EventTarget | null) => void): void {
  // Without this a file dropped beside its target would replace the page.
  for (const type of ['dragover', 'drop']) window.addEventListener(type, (event) => event.preventDefault());
  document.addEventListener('paste', (event) => {
    const photos = [...(event.clipboardData?.files ?? [])];
    if (photos.length === 0) return;
    event.preventDefault();
    pasted(photos, event.target);
  });
}
