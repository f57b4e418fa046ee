// What Maven runs of this module: `build` makes dist/, `test` lints and tests it. Each step is
// left out while nothing it depends on has changed since it last succeeded.
//
//   node build/maven.mjs build|test [quick] [skip tests]

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
    existsSync,
    mkdirSync,
    readFileSync,
    readdirSync,
    rmSync,
    statSync,
    writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const home = fileURLToPath(new URL('..', import.meta.url))
const [step, quick, skipTests] = process.argv.slice(2)
const LOCK = ['package.json', 'package-lock.json', '.npmrc']
const CONFIG = ['vite.config.ts', 'tsconfig.json', 'tsconfig.app.json', 'tsconfig.node.json']
const API = '../query-api/src/main/resources/META-INF/openapi.yaml'
const CLIENT = 'e2e/operations.mjs' // its types are checked with those of the page
const BUILD = [...LOCK, ...CONFIG, 'index.html', 'public', 'src', 'bench', 'build', CLIENT, API]
const KINDS = '../query-api/src/test/resources/golden/test-kinds.json' // their words are translated
const TEST = [
    ...BUILD,
    KINDS,
    'eslint.config.js',
    '.prettierrc.json',
    '.prettierignore',
    'dev',
    'e2e',
]

function stop(message) {
    console.error(message)
    process.exit(1)
}

/** Vite 8 needs Node 20.19, or 22.12 and later; package.json says the same to npm. */
function checkNode() {
    const [major, minor] = process.versions.node.split('.').map(Number)
    if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return
    stop(
        `The web page is built with Node 20.19 or newer (22.12 or newer of the 22s); this is ` +
            `${process.version} at ${process.execPath}. Install a newer one and put it first on the PATH.`,
    )
}

function filesOf(name) {
    const path = join(home, name)
    if (!existsSync(path)) return []
    if (!statSync(path).isDirectory()) return [name]
    return readdirSync(path)
        .sort()
        .flatMap((child) => filesOf(`${name}/${child}`))
}

function digest(names) {
    const hash = createHash('sha256').update(process.versions.node.split('.')[0])
    for (const name of names.flatMap(filesOf)) {
        hash.update(`\0${name}\0`).update(readFileSync(join(home, name)))
    }
    return hash.digest('hex')
}

/** Runs `work` unless it succeeded with the same inputs before and its outcome is still there. */
function unlessDone(what, stamp, inputs, outcome, work) {
    const now = digest(inputs)
    const path = join(home, stamp)
    const done = existsSync(path) && readFileSync(path, 'utf8') === now
    if (done && existsSync(join(home, outcome))) {
        console.log(`webui: ${what} is up to date`)
        return
    }
    work()
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, now)
}

function npm(...args) {
    const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error']
    const { status, error } = spawnSync('npm', [...args, ...quiet], {
        cwd: home,
        stdio: 'inherit',
        shell: process.platform === 'win32',
    })
    if (error) {
        stop(
            `npm does not start (${error.message}). It comes with Node; install both and try again.`,
        )
    }
    if (status !== 0) stop(`npm ${args.join(' ')} failed, see above.`)
}

function install() {
    unlessDone('node_modules', 'node_modules/.waddleperf', LOCK, 'node_modules', () =>
        npm('ci', '--prefer-offline'),
    )
}

function build() {
    install()
    unlessDone('dist', 'target/dist.sha256', BUILD, 'dist/index.html', () => {
        npm('run', 'build')
        // Names of files hold their hash: those of the build before would stay in the jar.
        rmSync(join(home, 'target/classes/META-INF/resources'), { recursive: true, force: true })
    })
}

function test() {
    if (quick === 'true' || skipTests === 'true') {
        console.log('webui: tests are skipped')
        return
    }
    unlessDone('the test', 'target/tests.sha256', TEST, 'dist/index.html', () => {
        npm('run', 'lint')
        npm('test')
    })
}

checkNode()
if (step === 'build') build()
else if (step === 'test') test()
else stop(`Unknown step ${step}: build or test`)
