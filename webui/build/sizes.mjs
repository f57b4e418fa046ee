// Fails when a page would load more than its share: what every page needs, and what each screen
// adds to it. Sizes are gzip, as they travel.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const ENTRY_KB = 120
const ROUTE_KB = 190

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'))

function filesOf(key, seen = new Set()) {
    const chunk = manifest[key]
    if (seen.has(chunk.file)) return seen
    seen.add(chunk.file)
    for (const css of chunk.css ?? []) seen.add(css)
    for (const needed of chunk.imports ?? []) filesOf(needed, seen)
    return seen
}

const kb = (files) =>
    [...files].reduce((sum, file) => sum + gzipSync(readFileSync(dist + file)).length, 0) / 1_000

const entry = filesOf('index.html')
const sizes = [['every page', kb(entry), ENTRY_KB]]
for (const key of Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry)) {
    sizes.push([manifest[key].name, kb(new Set([...entry, ...filesOf(key)])), ROUTE_KB])
}
for (const [name, size, most] of sizes) {
    console.log(`${name}: ${size.toFixed(1)} kB gzip of at most ${most}`)
}
if (sizes.some(([, size, most]) => size > most)) {
    console.error('The bundle is too large: load what is not needed at once by import().')
    process.exit(1)
}
