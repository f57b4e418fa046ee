import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Door } from './account/Door'
import { OVERDUE, type Problem, problemOf } from './api/client'
import { router } from './app/router'
import './app/styles.css'

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

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Door>
        <RouterProvider router={router} />
      </Door>
    </QueryClientProvider>
  </StrictMode>,
)
