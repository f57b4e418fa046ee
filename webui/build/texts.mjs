// The texts of the page and their translations.
//
//   node build/texts.mjs                  fails where a translation is missing, left over or does not fit
//   node build/texts.mjs write FOLDER     brings the catalogues in src/FOLDER up to date: new texts
//                                         empty, to be filled in, those that nobody says any more gone
//   node build/texts.mjs new LANGUAGE     begins the catalogues of another language, such as fr
//   node build/texts.mjs unmarked FOLDER  what looks like a text and is not marked

import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { catalogueFiles, readCatalogue, src } from './languages.mjs'
import { textsIn } from './marked.mjs'

/** @typedef {import('./marked.mjs').Text} Text */

/** Folders of src/ and what their sources say. */
const said = readdirSync(src, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ folder: name, ...textsIn(name) }))

/** Every text that is marked, by its key. @type {Map<string, Text>} */
const marked = new Map(
    said.flatMap(({ texts }) => texts.map((text) => /** @type {const} */ ([text.key, text]))),
)

/** What stands in braces and angle brackets, sorted. @param {string} text */
const placesIn = (text) => [...new Set(text.match(/\{\w+\}|<\/?\w+>/g) ?? [])].sort().join(' ')

/**
 * What is wrong with one translation.
 *
 * @param {Text} text
 * @param {string | Record<string, string>} given
 * @param {string[]} categories of plurals that the language has
 */
function faultsOf(text, given, categories) {
    const isPlural = text.one !== undefined
    if (isPlural !== (typeof given === 'object')) {
        return [isPlural ? `needs its plurals, ${categories.join(' and ')}` : 'has no plurals']
    }
    const forms = typeof given === 'object' ? given : { '': given }
    const absent = isPlural ? categories.filter((category) => !(category in forms)) : []
    const odd = isPlural ? Object.keys(forms).filter((form) => !categories.includes(form)) : []
    return [
        ...absent.map((category) => `lacks the plural "${category}"`),
        ...odd.map((form) => `has a plural "${form}" that the language does not have`),
        ...Object.entries(forms).flatMap(([form, words]) => wordsFaults(text, form, words)),
    ]
}

/** @param {Text} text @param {string} form @param {string} words */
function wordsFaults(text, form, words) {
    if (words === '') return ['is not translated yet']
    const wanted = placesIn(text.key)
    // "one path" may leave out its number
    if (form === 'one' && placesIn(words) === placesIn(text.one ?? '')) return []
    if (placesIn(words) === wanted) return []
    return [`must have just ${wanted || 'no placeholders'}, and has ${placesIn(words) || 'none'}`]
}

/** @param {string} tag @param {string[]} files */
function check(tag, files) {
    const faults = []
    const seen = new Map()
    const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions()
    for (const file of files) {
        for (const [key, given] of Object.entries(readCatalogue(file))) {
            const at = `src/${file}: "${key}"`
            const text = marked.get(key)
            const other = seen.get(key)
            seen.set(key, { file, given: JSON.stringify(given) })
            if (!text) faults.push(`${at} is said nowhere: remove it, or correct it`)
            else faultsOf(text, given, pluralCategories).forEach((f) => faults.push(`${at} ${f}`))
            if (other && other.given !== JSON.stringify(given)) {
                faults.push(`${at} is other words in src/${other.file}: tell them apart by ||`)
            }
        }
    }
    for (const [key, { at }] of marked) {
        if (!seen.has(key)) faults.push(`src/${at}: "${key}" has no translation into ${tag}`)
    }
    return faults
}

function checkAll() {
    const files = catalogueFiles()
    const faults = [...files].flatMap(([tag, names]) => check(tag, names))
    for (const { folder, wrong, unmarked } of said) {
        faults.push(...wrong)
        const isTranslated = [...files.values()].some((names) =>
            names.some((name) => name.startsWith(`${folder}/`)),
        )
        if (!isTranslated) continue
        faults.push(
            ...unmarked
                .filter(({ sure }) => sure)
                .map(({ at, text }) => `src/${at}: "${text}" is not marked`),
        )
    }
    faults.forEach((fault) => console.error(fault))
    if (faults.length > 0) process.exit(1)
    console.log(`${marked.size} texts in ${['en', ...files.keys()].join(', ')}`)
}

/**
 * Brings one catalogue up to date with what its folder says.
 *
 * @param {string} tag
 * @param {string} folder
 * @param {string[]} names of the catalogues that the language has
 */
function write(tag, folder, names) {
    const own = said.find((one) => one.folder === folder)
    if (!own) throw new Error(`There is no folder src/${folder}.`)
    const mine = `${folder}/${tag}.json`
    const others = names.filter((name) => name !== mine)
    const elsewhere = new Set(others.flatMap((name) => Object.keys(readCatalogue(name))))
    const before = existsSync(src + mine) ? readCatalogue(mine) : {}
    const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions()
    const kept = Object.entries(before).filter(([key]) => marked.has(key))
    const added = own.texts.filter(({ key }) => !(key in before) && !elsewhere.has(key))
    const empty = added.map(({ key, one }) => [
        key,
        one === undefined ? '' : Object.fromEntries(pluralCategories.map((form) => [form, ''])),
    ])
    if (kept.length + empty.length === 0) return
    const all = [...kept, ...empty].sort(([a], [b]) => (a < b ? -1 : 1))
    writeFileSync(src + mine, `${JSON.stringify(Object.fromEntries(all), undefined, 2)}\n`)
    const open = new Set(added.map(({ key }) => key)).size
    console.log(`src/${mine}: ${kept.length} kept, ${open} to translate`)
}

/** A new language: each folder that says something gets its catalogue. @param {string} tag */
function begin(tag) {
    const [canonical] = Intl.getCanonicalLocales(tag)
    if (canonical !== tag) throw new Error(`The tag ${tag} is written ${canonical}.`)
    for (const { folder } of said) write(tag, folder, catalogueFiles().get(tag) ?? [])
}

const [what, which = ''] = process.argv.slice(2)
if (what === undefined) checkAll()
else if (what === 'write') catalogueFiles().forEach((names, tag) => write(tag, which, names))
else if (what === 'new') begin(which)
else if (what === 'unmarked') {
    for (const { at, text, sure } of said.find((one) => one.folder === which)?.unmarked ?? []) {
        console.log(`${sure ? ' ' : '?'} src/${at}: ${text}`)
    }
} else {
    console.error(
        `Unknown: ${what}. It is write FOLDER, new LANGUAGE, unmarked FOLDER, or nothing to check all.`,
    )
    process.exit(1)
}
