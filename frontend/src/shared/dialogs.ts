/**
 * Forms that ask before they act: a form with `data-confirm="id"` opens that dialog instead of being sent, and the
 * dialog's `value="yes"` sends it. Without script the form is sent at once; what it does is then undone by hand.
 */
export function enhanceConfirmations(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    const name = form.dataset['confirm'];
    if (!name || form.dataset['confirmed']) {
      return;
    }
    event.preventDefault();
    void ask(name, form.dataset['subject'] ?? '').then((yes) => {
      if (yes) {
        form.dataset['confirmed'] = 'yes';
        form.requestSubmit();
      }
    });
  });
}

/** Opens a confirmation dialog of the page; resolves to whether the person agreed. */
export function ask(id: string, subject: string): Promise<boolean> {
  const dialog = document.getElementById(id) as HTMLDialogElement;
  const place = dialog.querySelector('[data-subject]');
  if (place) {
    place.textContent = subject;
  }
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true }),
  );
}
