import { useArtifacts } from '../api/queries'

/** The files of a result, to be saved. */
export function Artifacts({ result }: { result: string }) {
  const { data } = useArtifacts(result)
  const files = data?.items ?? []
  if (files.length === 0) return <p className="mt-2 text-muted">Its file is on the way.</p>
  return (
    <ul aria-label="Files" className="mt-2">
      {files.map(({ id, name, state, note, content }) => (
        <li key={id}>
          {content === null ? (
            <span className="text-muted">
              {name}: {state === 'arriving' ? 'on the way' : `${state}, ${note}`}
            </span>
          ) : (
            <a href={content} download={name} className="underline">
              {name}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}
