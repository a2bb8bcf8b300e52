// Runs before the app: what the page knows about its browser.
document.body.classList.replace('no-js', 'js');

window.addEventListener('unhandledrejection', ({ reason }) => {
  document.body.dataset.failed = String((reason && reason.message) || reason);
});
