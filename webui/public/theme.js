// Before the first paint, so that a chosen theme does not flash. A file, because the page's
// Content-Security-Policy allows no inline script.
try {
    const chosen = localStorage.getItem('waddleperf.theme')
    if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset.theme = chosen
} catch {
    // No storage: the system's preference holds.
}
