import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Door } from './account/Door'
import { problemOf } from './api/client'
import { router } from './app/router'
import './app/styles.css'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 1_000,
      retryDelay: 700,
      retry: (failures, error) =>
        failures < 2 && [0, 502, 503, 504].includes(problemOf(error).status),
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
