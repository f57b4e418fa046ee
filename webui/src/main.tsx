import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, Suspense, lazy } from 'react'
import { createRoot } from 'react-dom/client'
import { Door } from './account/Door'
import { ask } from './account/me'
import { OVERDUE, type Problem, problemOf } from './api/client'
import { router } from './app/router'
import './app/styles.css'
import { Spoken } from './language/Spoken'
import { preferred, show } from './language/language'

/** What is over in a moment; whoever waited for an answer in vain is told so before it is asked for again. */
const mayPass = ({ status, slug }: Problem): boolean =>
  [0, 502, 503, 504].includes(status) && slug !== OVERDUE

const queries = new QueryClient({
  defaultOptions: {
    // without a network, too: what is on the page is then told as old, and no change goes out hours later
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      refetchOnReconnect: true,
      staleTime: 1_000,
      retryDelay: 700,
      retry: (failures, error) => failures < 2 && mayPass(problemOf(error)),
    },
  },
})

const SnapshotPage = lazy(() => import('./incidents/SnapshotPage'))
/** A link to an incident as it was opens nothing else, and asks nobody who they are. */
const isSnapshot = location.pathname === '/snapshot'

function whole() {
  void ask()
  // while it is not known yet who sits here: code is nobody's secret
  const code = router.load()
  return (
    <Door code={code}>
      <RouterProvider router={router} />
    </Door>
  )
}

const content = isSnapshot ? (
  <Suspense fallback={null}>
    <SnapshotPage />
  </Suspense>
) : (
  whole()
)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
const page = createRoot(root)
// a catalogue that does not load: the page is in English then
void show(preferred())
  .catch(() => undefined)
  .then(() =>
    page.render(
      <StrictMode>
        <QueryClientProvider client={queries}>
          <Spoken>{content}</Spoken>
        </QueryClientProvider>
      </StrictMode>,
    ),
  )
