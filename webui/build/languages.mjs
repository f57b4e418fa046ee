// The languages of the page: each is the JSON files that are called by its tag, such as `de.json`,
// one in each folder of src/ or a single one; the page loads them joined, and only where wanted.

import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const src = fileURLToPath(new URL('../src/', import.meta.url))
/** A tag is a language alone, such as de, or with a script or region, such as pt-BR. */
const NAME = /^([a-z]{2,3}(?:-[A-Za-z]+)?)\.json$/
const LIST = 'virtual:catalogues'
const ONE = 'virtual:catalogue/'

/**
 * The files of each language's catalogue, their paths within src/.
 *
 * @returns {Map<string, string[]>}
 */
export function catalogueFiles() {
    /** @type {Map<string, string[]>} */
    const files = new Map()
    for (const folder of readdirSync(src, { withFileTypes: true })) {
        if (!folder.isDirectory()) continue
        for (const name of readdirSync(src + folder.name)) {
            const tag = NAME.exec(name)?.[1]
            if (tag) files.set(tag, [...(files.get(tag) ?? []), `${folder.name}/${name}`].sort())
        }
    }
    return files
}

/**
 * A catalogue's entries.
 *
 * @param {string} name within src/
 * @returns {Record<string, string | Record<string, string>>}
 */
export function readCatalogue(name) {
    try {
        return JSON.parse(readFileSync(src + name, 'utf8'))
    } catch (error) {
        throw new Error(
            `src/${name} is not JSON: ${error instanceof Error ? error.message : error}`,
        )
    }
}

/** @returns {import('vite').Plugin} */
export default function languages() {
    return {
        name: 'languages',
        resolveId: (id) => (id === LIST || id.startsWith(ONE) ? `\0${id}` : undefined),
        load(id) {
            if (id === `\0${LIST}`) {
                const loaders = [...catalogueFiles().keys()].map(
                    (tag) => `${JSON.stringify(tag)}: () => import('${ONE}${tag}')`,
                )
                return `export const catalogues = { ${loaders.join(', ')} }`
            }
            if (!id.startsWith(`\0${ONE}`)) return undefined
            const names = catalogueFiles().get(id.slice(ONE.length + 1)) ?? []
            names.forEach((name) => this.addWatchFile(src + name))
            const joined = Object.assign({}, ...names.map(readCatalogue))
            // parsed as JSON, which is faster than an object that is written out
            return `export default JSON.parse(${JSON.stringify(JSON.stringify(joined))})`
        },
    }
}
