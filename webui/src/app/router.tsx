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
import { mapSearch } from '../map/search'
import { meshSearch } from '../mesh/search'
import { pathSearch } from '../path/search'
import { ProblemCard } from '../ui/parts'
import { Shell } from './Shell'

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

const map = createRoute({
  getParentRoute: () => root,
  path: '/map',
  validateSearch: mapSearch,
  component: lazyRouteComponent(() => import('../map/MapPage'), 'MapPage'),
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

const probes = createRoute({
  getParentRoute: () => root,
  path: '/probes',
  component: lazyRouteComponent(() => import('../probes/ProbesPage'), 'ProbesPage'),
})

const accounts = createRoute({
  getParentRoute: () => root,
  path: '/accounts',
  component: lazyRouteComponent(() => import('../account/AccountsPage'), 'AccountsPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([fleet, path, mesh, map, incidents, story, live, probes, accounts]),
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
