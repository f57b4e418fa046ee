import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useMay } from '../account/me'
import { problemOf } from '../api/client'
import { bitRate, duration } from '../format/numbers'
import { plural } from '../language/plural'
import { rich } from '../language/rich'
import { msg, t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { LocalTime } from '../ui/parts'
import { Curve } from './Curve'
import { keep, kept } from './history'
import { type Direction, type Outcome, type Progress, runSpeedTest } from './run'

/** How fast it is between this browser and WaddlePerf. */
export function SpeedPage() {
  const may = useMay('maintainer')
  useEffect(() => {
    document.title = `${t('Speed')} · WaddlePerf`
  }, [])
  return (
    <>
      <h1 className="text-lg font-semibold">{t('Speed')}</h1>
      {may ? <SpeedTest /> : <OnlyLooks />}
    </>
  )
}

function SpeedTest() {
  const { progress, outcomes, failure, end, start, stop } = useSpeedTest()
  const [newest] = outcomes
  const failed = failure !== undefined
  return (
    <>
      <p className="max-w-prose text-muted">
        {rich(
          'Between this browser and the responder beside WaddlePerf, by way of its web server. A path from a probe to a target is measured by <a>Test now</a>.',
          {
            a: (text) => (
              <Link to="/test" className="underline">
                {text}
              </Link>
            ),
          },
        )}
      </p>
      <section aria-label={t('The test')} className="card space-y-4 p-4">
        {progress ? (
          <button type="button" className="button" onClick={stop}>
            {t('Stop')}
          </button>
        ) : (
          <button type="button" className="button" onClick={start}>
            {t(newest ? 'Test again' : 'Start')}
          </button>
        )}
        <p role="status" className="text-muted">
          {progress
            ? t(PHASES[progress.phase])
            : end !== undefined
              ? t(ENDS[end])
              : newest
                ? ''
                : t(EMPTY)}
          {!progress && end === 'measured' && newest && (
            <span className="sr-only"> {foundWords(newest)}</span>
          )}
        </p>
        {progress ? <Going progress={progress} /> : newest && !failed && <Found outcome={newest} />}
      </section>
      {failed && !progress && <Failed error={failure} onRetry={start} />}
      {outcomes.length > 0 && <Earlier outcomes={outcomes} />}
    </>
  )
}

const EMPTY = msg('It takes some 20 s, and moves up to 1 GiB in each direction while it lasts.')
const PHASES = {
  latency: msg('Measuring the latency…'),
  download: msg('Downloading…'),
  upload: msg('Uploading…'),
}
/** How the test of a moment ago came out; what it found stands in the figures. */
const ENDS = {
  measured: msg('Measured.'),
  stopped: msg('Stopped: nothing is kept of it.'),
  failed: msg('Not measured: it failed.'),
}

function useSpeedTest() {
  const [progress, setProgress] = useState<Progress>()
  const [outcomes, setOutcomes] = useState<Outcome[]>(() => kept(localStorage))
  const [failure, setFailure] = useState<unknown>()
  const [end, setEnd] = useState<keyof typeof ENDS>()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  const start = (): void => {
    const controller = new AbortController()
    running.current = controller
    setFailure(undefined)
    runSpeedTest(controller.signal, (now) => !controller.signal.aborted && setProgress(now))
      .then((outcome) => {
        setOutcomes((before) => keep(localStorage, outcome, before))
        setEnd('measured')
      })
      .catch((error: unknown) => {
        if (!controller.signal.aborted) setFailure(error)
        setEnd(controller.signal.aborted ? 'stopped' : 'failed')
      })
      .finally(() => setProgress(undefined))
  }
  return { progress, outcomes, failure, end, start, stop: () => running.current?.abort() }
}

function Going({ progress: { points } }: { progress: Progress }) {
  return (
    <>
      <p className="text-3xl font-semibold tabular-nums">
        {bitRate(points.at(-1)?.bitsPerSecond ?? 0)}
      </p>
      <Curve points={points} />
    </>
  )
}

function Found({ outcome: { at, idleMs, jitterMs, download, upload } }: { outcome: Outcome }) {
  return (
    <>
      <p className="text-muted">
        {rich('As measured at {time}:', { time: <LocalTime at={at} /> })}
      </p>
      <dl className="grid gap-4 sm:grid-cols-3">
        <Figure word={t('Download')} value={bitRate(download.bitsPerSecond)}>
          {underLoad(download, idleMs)}
        </Figure>
        <Figure word={t('Upload')} value={bitRate(upload.bitsPerSecond)}>
          {underLoad(upload, idleMs)}
        </Figure>
        <Figure word={t('Latency')} value={ms(idleMs)}>
          {t('jitter {time}', { time: ms(jitterMs) })}
        </Figure>
      </dl>
    </>
  )
}

/** The figures for whoever only listens, at the end of a test. */
const foundWords = ({ download, upload, idleMs }: Outcome): string =>
  t('Download {download}, upload {upload}, latency {latency}.', {
    download: bitRate(download.bitsPerSecond),
    upload: bitRate(upload.bitsPerSecond),
    latency: ms(idleMs),
  })

function Figure(props: { word: string; value: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{props.word}</dt>
      <dd className="text-3xl font-semibold tabular-nums">{props.value}</dd>
      <dd className="text-muted tabular-nums">{props.children}</dd>
    </div>
  )
}

const ms = (value: number): string => duration(value * 1_000)

/** What a full network does to whoever uses it meanwhile. */
function underLoad({ loadedMs, overdue = 0 }: Direction, idleMs: number): string {
  if (loadedMs === undefined) return t('no round trip came back meanwhile')
  const more = loadedMs - idleMs
  const said =
    more > 0
      ? t('latency meanwhile {time}, {more} more', { time: ms(loadedMs), more: ms(more) })
      : t('latency meanwhile {time}', { time: ms(loadedMs) })
  if (overdue === 0) return said
  return plural(
    overdue,
    '{said}; {n} round trip took longer than 5 s',
    '{said}; {n} round trips took longer than 5 s',
    { said },
  )
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (problemOf(error).status !== 409) return <ProblemCard error={error} onRetry={onRetry} />
  return (
    <div role="alert" className="card p-6">
      <p className="text-base font-semibold">{t('There is no responder to test against')}</p>
      <p className="mt-1 max-w-prose text-muted">
        {rich(
          'Run one beside WaddlePerf (<code>./waddleperf responder</code>) and name its door for speed tests in the setting <code>waddleperf.api.speed-server</code>, as <code>http://host:8989</code>.',
          { code: (text) => <code>{text}</code> },
        )}
      </p>
    </div>
  )
}

function Earlier({ outcomes }: { outcomes: Outcome[] }) {
  return (
    <section aria-labelledby="earlier" className="card overflow-x-auto p-4">
      <h2 id="earlier" className="mb-2 font-semibold">
        {t('Measured by this browser')}
      </h2>
      <table className="w-full text-left tabular-nums">
        <thead className="text-muted">
          <tr>
            {[t('When'), t('Download'), t('Upload'), t('Latency'), t('Jitter')].map((word) => (
              <th key={word} scope="col" className="py-1 pr-4 font-normal">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {outcomes.map(({ at, download, upload, idleMs, jitterMs }) => (
            <tr key={at} className="border-t border-line">
              <td className="py-1 pr-4">
                <LocalTime at={at} />
              </td>
              <td className="py-1 pr-4">{bitRate(download.bitsPerSecond)}</td>
              <td className="py-1 pr-4">{bitRate(upload.bitsPerSecond)}</td>
              <td className="py-1 pr-4">{ms(idleMs)}</td>
              <td className="py-1 pr-4">{ms(jitterMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function OnlyLooks() {
  return (
    <div className="card p-6">
      <p className="text-base font-semibold">{t('Your account looks, and does not test')}</p>
      <p className="mt-1 max-w-prose text-muted">
        {t(
          'A speed test fills the network for some seconds, so it takes the role of a maintainer: an admin gives it.',
        )}
      </p>
    </div>
  )
}
