// Figures: of many measurements the one that counts, against its goal and its floor.

/** The value below which this share of the numbers is. */
export function quantile(numbers, share) {
    const sorted = numbers.toSorted((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}

export const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

/** "median 412 ms, p95 498" */
export const spread = (numbers) =>
    `p50 ${quantile(numbers, 0.5).toFixed(1)}, p95 ${quantile(numbers, 0.95).toFixed(1)}, ` +
    `longest ${Math.max(...numbers).toFixed(1)} ms of ${numbers.length}`

/** What missed its floor. */
export const missed = []

/** Says a figure beside its goal and floor; at most the floor is well, and no figure is not. */
export function judge(what, value, { unit, goal, floor, digits = 0 }) {
    const within = Number.isFinite(value) && value <= floor
    if (!within) missed.push(what)
    const said = value <= goal ? '' : within ? ', above the goal' : ', FLOOR MISSED'
    console.log(`${what}: ${value.toFixed(digits)} ${unit}, goal ${goal} (floor ${floor})${said}`)
}
