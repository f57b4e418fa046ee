import {
  type ErrorComponentProps,
  Link,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { fleetSearch } from '../fleet/search'
import { incidentSearch } from '../incidents/search'
import { liveSearch } from '../live/search'
import { meshSearch } from '../mesh/search'
import { pathSearch } from '../path/search'
import type { ScheduleSearch, SchedulesSearch } from '../schedules/search'
import type { TestSearch } from '../testing/search'
import type { ThresholdSearch, ThresholdsSearch } from '../thresholds/search'
import { ProblemCard } from '../ui/parts'
import { Shell } from './Shell'

/** The screen reads its own query, so that what reads it loads with the screen. */
const unread = <T,>(search: Record<string, unknown>): T => search as T

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const fleet = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: fleetSearch,
  component: lazyRouteComponent(() => import('../fleet/FleetPage'), 'FleetPage'),
})

const path = createRoute({
  getParentRoute: () => root,
  path: '/paths/$probe/$target',
  validateSearch: pathSearch,
  component: lazyRouteComponent(() => import('../path/PathPage'), 'PathPage'),
})

const mesh = createRoute({
  getParentRoute: () => root,
  path: '/mesh',
  validateSearch: meshSearch,
  component: lazyRouteComponent(() => import('../mesh/MeshPage'), 'MeshPage'),
})

const incidents = createRoute({
  getParentRoute: () => root,
  path: '/incidents',
  validateSearch: incidentSearch,
  component: lazyRouteComponent(() => import('../incidents/IncidentsPage'), 'IncidentsPage'),
})

const story = createRoute({
  getParentRoute: () => root,
  path: '/incidents/$id',
  component: lazyRouteComponent(() => import('../incidents/StoryPage'), 'StoryPage'),
})

const live = createRoute({
  getParentRoute: () => root,
  path: '/live',
  validateSearch: liveSearch,
  component: lazyRouteComponent(() => import('../live/LivePage'), 'LivePage'),
})

const test = createRoute({
  getParentRoute: () => root,
  path: '/test',
  // the screen itself leaves out what it does not understand: no other page has to load that
  validateSearch: (search) => search as TestSearch,
  component: lazyRouteComponent(() => import('../testing/TestPage'), 'TestPage'),
})

const probes = createRoute({
  getParentRoute: () => root,
  path: '/probes',
  component: lazyRouteComponent(() => import('../probes/ProbesPage'), 'ProbesPage'),
})

const schedules = createRoute({
  getParentRoute: () => root,
  path: '/schedules',
  validateSearch: unread<SchedulesSearch>,
  component: lazyRouteComponent(() => import('../schedules/SchedulesPage'), 'SchedulesPage'),
})

const schedule = createRoute({
  getParentRoute: () => root,
  path: '/schedules/$id',
  validateSearch: unread<ScheduleSearch>,
  component: lazyRouteComponent(() => import('../schedules/SchedulePage'), 'SchedulePage'),
})

const thresholds = createRoute({
  getParentRoute: () => root,
  path: '/thresholds',
  validateSearch: unread<ThresholdsSearch>,
  component: lazyRouteComponent(() => import('../thresholds/ThresholdsPage'), 'ThresholdsPage'),
})

const threshold = createRoute({
  getParentRoute: () => root,
  path: '/thresholds/$id',
  validateSearch: unread<ThresholdSearch>,
  component: lazyRouteComponent(() => import('../thresholds/ThresholdPage'), 'ThresholdPage'),
})

const accounts = createRoute({
  getParentRoute: () => root,
  path: '/accounts',
  component: lazyRouteComponent(() => import('../account/AccountsPage'), 'AccountsPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    fleet,
    path,
    mesh,
    incidents,
    story,
    live,
    test,
    probes,
    schedules,
    schedule,
    thresholds,
    threshold,
    accounts,
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: Broken,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

function NotFound() {
  return (
    <div className="card p-6">
      <h1 className="text-lg font-semibold">There is no such page</h1>
      <p className="mt-1 text-muted">The address may be mistyped, or from another version.</p>
      <Link to="/" className="button mt-3">
        To all paths
      </Link>
    </div>
  )
}

function Broken({ error, reset }: ErrorComponentProps) {
  return <ProblemCard error={error} onRetry={reset} />
}
