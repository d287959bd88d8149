/** The switch between light and dark. A cookie keeps the choice, so that the server can mark the page before it paints. */
const year = 60 * 60 * 24 * 365;

function isDark(): boolean {
  const chosen = document.documentElement.dataset['theme'];
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

export function enhanceThemeSwitch(): void {
  const switches = document.querySelectorAll<HTMLButtonElement>('[data-theme-switch]');
  const show = (): void => switches.forEach((one) => one.setAttribute('aria-pressed', String(isDark())));
  switches.forEach((one) =>
    one.addEventListener('click', () => {
      const next = isDark() ? 'light' : 'dark';
      document.documentElement.dataset['theme'] = next;
      document.cookie = `theme=${next}; Path=/; Max-Age=${year}; SameSite=Lax`;
      show();
    }),
  );
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
  show();
}
