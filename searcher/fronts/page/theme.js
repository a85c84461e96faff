// Dark or light before anything is painted: the system's choice unless the reader has made one.
(() => {
  const root = document.documentElement;
  const order = ['system', 'light', 'dark'];
  const read = () => {
    try {
      return localStorage.getItem('osteon-theme') || 'system';
    } catch {
      return 'system';  // storage may be forbidden; the toggle then lasts as long as the page
    }
  };
  const apply = (theme) => {
    if (theme === 'system') root.removeAttribute('data-theme');
    else root.setAttribute('data-theme', theme);
  };
  let theme = order.includes(read()) ? read() : 'system';
  apply(theme);

  document.addEventListener('DOMContentLoaded', () => {
    const button = document.getElementById('theme');
    const label = () => {
      button.textContent = {system: 'Auto', light: 'Light', dark: 'Dark'}[theme];
      button.setAttribute('aria-label', `Colours: ${theme}. Change`);
    };
    label();
    button.addEventListener('click', () => {
      theme = order[(order.indexOf(theme) + 1) % order.length];
      try {
        localStorage.setItem('osteon-theme', theme);
      } catch {
        // see read()
      }
      apply(theme);
      label();
    });
  });
})();
