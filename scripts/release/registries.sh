#!/bin/sh
# Where a workflow's images go, by blanks: GitHub's registry, and Docker's where DOCKERHUB_NAMESPACE is set.
# usage: GITHUB_REPOSITORY=OWNER/NAME [DOCKERHUB_NAMESPACE=…] registries.sh
set -eu
# Names of images have no capitals. Docker's registry knows no folder below an owner.
printf 'ghcr.io/%s%s\n' "$(printf '%s' "${GITHUB_REPOSITORY:?is OWNER/NAME}" | tr '[:upper:]' '[:lower:]')" \
    "${DOCKERHUB_NAMESPACE:+ docker.io/$DOCKERHUB_NAMESPACE}"
