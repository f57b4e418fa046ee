// Finds the texts in the sources of a folder: those that are marked by `t`, `msg`, `plural`,
// `rich` or `inSchema`, and what looks like one and is not.

import { readFileSync, readdirSync } from 'node:fs'
import ts from 'typescript'
import { src } from './languages.mjs'

/**
 * A text that is marked: its key in the catalogues, which is the English text, of a plural that for many.
 *
 * @typedef {{ key: string, one?: string, at: string }} Text
 * @typedef {{ text: string, at: string, sure: boolean }} Unmarked
 */

const MARKS = new Set(['t', 'msg', 'rich', 'plural', 'inSchema'])
const KINDS = '../../query-api/src/test/resources/golden/test-kinds.json'
/** What the server says, by the folder that shows it: the texts of these keys in a file. */
const SERVED = {
    form: { file: KINDS, keys: ['title', 'description', 'measures'] },
    path: { file: KINDS, keys: ['words'] },
}
/** Attributes that people read or hear; what is in others is for the machine. */
const READ = new Set([
    'aria-label',
    'title',
    'placeholder',
    'alt',
    'label',
    'hint',
    'legend',
    'what',
])
READ.add('does').add('aria-description').add('aria-roledescription').add('aria-valuetext')
/** What is the same in every language. */
const NAMES = /\b(WaddlePerf|Kafka|min|ms|kbit|Mbit|Gbit|bit|kB|kHz|https?|wss?)\b|\w+[.:/]\w\S*/g
/** What stands in these is not a language's. */
const LITERAL_TAGS = new Set(['code', 'kbd', 'pre', 'samp', 'style'])

/**
 * @param {string} folder of src/
 * @returns {{ texts: Text[], unmarked: Unmarked[], wrong: string[] }}
 */
export function textsIn(folder) {
    const found = { texts: servedIn(folder), unmarked: [], wrong: [] }
    for (const name of readdirSync(src + folder).sort()) {
        if (!/\.tsx?$/.test(name) || /\.test\.|\.d\.ts$|samples/.test(name)) continue
        const path = `${folder}/${name}`
        const text = readFileSync(src + path, 'utf8')
        const kind = name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
        visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind), found)
    }
    return found
}

/** @param {string} folder @returns {Text[]} */
function servedIn(folder) {
    const served = SERVED[folder]
    if (!served) return []
    const texts = []
    JSON.parse(readFileSync(src + served.file, 'utf8'), (key, value) => {
        if (served.keys.includes(key) && typeof value === 'string' && value !== '') {
            texts.push({ key: value, at: served.file })
        }
        return value
    })
    return texts
}

/**
 * @param {ts.Node} node
 * @param {{ texts: Text[], unmarked: Unmarked[], wrong: string[] }} found
 */
function visit(node, found) {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return
    if (
        ts.isCallExpression(node) &&
        ts.isIdentifier(node.expression) &&
        MARKS.has(node.expression.text)
    ) {
        take(node, node.expression.text, found)
        const texts = node.expression.text === 'plural' ? [1, 2] : [0]
        node.arguments.forEach((one, i) => texts.includes(i) || visit(one, found))
        return
    }
    look(node, found)
    ts.forEachChild(node, (child) => visit(child, found))
}

/**
 * @param {ts.CallExpression} call
 * @param {string} mark
 * @param {{ texts: Text[], unmarked: Unmarked[], wrong: string[] }} found
 */
function take(call, mark, found) {
    const at = placeOf(call)
    if (mark === 'plural') {
        const [one, many] = call.arguments
            .slice(1, 3)
            .map((text) => (text ? literal(text) : undefined))
        if (one === undefined || many === undefined) {
            found.wrong.push(`src/${at}: plural needs its two texts written out`)
        } else found.texts.push({ key: many, one, at })
        return
    }
    const [text] = call.arguments
    if (text) takeBranches(text, found)
}

/**
 * The texts that an expression may be; what is neither is a Message, by its type.
 *
 * @param {ts.Expression} text
 * @param {{ texts: Text[], unmarked: Unmarked[], wrong: string[] }} found
 */
function takeBranches(text, found) {
    const key = literal(text)
    if (key !== undefined) found.texts.push({ key, at: placeOf(text) })
    else if (ts.isParenthesizedExpression(text)) takeBranches(text.expression, found)
    else if (ts.isConditionalExpression(text)) {
        takeBranches(text.whenTrue, found)
        takeBranches(text.whenFalse, found)
    } else if (ts.isBinaryExpression(text)) {
        takeBranches(text.left, found)
        takeBranches(text.right, found)
    } else visit(text, found)
}

/** @param {ts.Node} node */
const literal = (node) => (ts.isStringLiteralLike(node) ? node.text : undefined)

/** @param {ts.Node} node @param {{ unmarked: Unmarked[] }} found */
function look(node, { unmarked }) {
    const at = placeOf(node)
    if (ts.isJsxText(node)) {
        const tag = ts.isJsxElement(node.parent) && node.parent.openingElement.tagName.getText()
        const text = node.text.trim().replace(/\s+/g, ' ')
        if (isWords(text) && !LITERAL_TAGS.has(tag || '')) unmarked.push({ text, at, sure: true })
        return
    }
    const text = ts.isTemplateExpression(node) ? textOf(node) : literal(node)
    if (text === undefined || !isWords(text)) return
    const attribute = ts.findAncestor(node, ts.isJsxAttribute)?.name.getText()
    if (attribute !== undefined && ts.isJsxAttribute(node.parent)) {
        if (READ.has(attribute)) unmarked.push({ text, at, sure: true })
    } else if (attribute === undefined || READ.has(attribute)) {
        // a sentence, or a word that begins with a capital: in a plain function, or a constant
        if (
            /[\p{L}}] [\p{Ll}]{2}|^\p{Lu}\p{Ll}/u.test(text) &&
            !/[[\]]|\b\w+-\w+-|\bgap-|\bpx-/.test(text)
        ) {
            unmarked.push({ text, at, sure: false })
        }
    }
}

/** @param {ts.TemplateExpression} node */
const textOf = (node) =>
    node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('')

/** @param {string} text */
const isWords = (text) =>
    /\p{L}{2}/u.test(text.replace(NAMES, '')) && /\p{Ll}{2}/u.test(text.replace(NAMES, ''))

/** @param {ts.Node} node */
function placeOf(node) {
    const file = node.getSourceFile()
    return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
}
