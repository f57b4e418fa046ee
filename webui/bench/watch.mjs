// Runs in the page before its own code: notes when what was done is on the screen.

/**
 * Installs `watched` in the page: `painted()` is the time after the next frame is drawn, `shown(selector)` that of the
 * first frame in which it is there, `frames()` the pauses between frames from then on.
 */
export function watch() {
    const channel = new MessageChannel()
    const waiting = []
    channel.port1.onmessage = () => waiting.splice(0).forEach((done) => done(performance.now()))
    // a message that is posted in a frame comes once the frame is drawn
    const painted = () =>
        new Promise((done) =>
            requestAnimationFrame(() => {
                waiting.push(done)
                channel.port2.postMessage(null)
            }),
        )
    const becomes = (test) =>
        new Promise((done) => {
            if (test()) return done()
            const observer = new MutationObserver(() => {
                if (!test()) return
                observer.disconnect()
                done()
            })
            observer.observe(document, { subtree: true, childList: true, characterData: true })
        })
    const shown = (selector) =>
        becomes(() => document.querySelector(selector) !== null).then(painted)
    const frames = () => {
        const pauses = []
        let last
        let on = true
        const frame = (at) => {
            if (last !== undefined) pauses.push(at - last)
            last = at
            if (on) requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
        return () => ((on = false), pauses)
    }
    const longTasks = []
    new PerformanceObserver((list) =>
        longTasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({ type: 'longtask', buffered: true })
    window.watched = { painted, becomes, shown, frames, longTasks }
}
