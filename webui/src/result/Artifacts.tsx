import { useMay } from '../account/me'
import { useArtifacts } from '../api/queries'
import type { Artifact } from '../api/types'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'

/** The files of a result, to be saved by whoever may. */
export function Artifacts({ result }: { result: string }) {
  const { data, error, refetch } = useArtifacts(result)
  const files = data?.items ?? []
  if (data === undefined && error !== null) {
    return <ProblemCard error={error} onRetry={() => void refetch()} />
  }
  if (files.length === 0) return <p className="mt-2 text-muted">{t('Its file is on the way.')}</p>
  return (
    <ul aria-label={t('Files')} className="mt-2">
      {files.map((file) => (
        <li key={file.id}>
          <File file={file} />
        </li>
      ))}
    </ul>
  )
}

function File({ file: { name, state, note, content } }: { file: Artifact }) {
  const may = useMay('maintainer') // packets may hold what nobody else should see
  if (content === null) {
    return (
      <span className="text-muted">
        {name}: {state === 'arriving' ? t('on the way') : `${state}, ${note}`}
      </span>
    )
  }
  if (!may) {
    return <span className="text-muted">{t('{name}: only maintainers may save it', { name })}</span>
  }
  return (
    <a href={content} download={name} className="underline">
      {name}
    </a>
  )
}
