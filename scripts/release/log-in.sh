#!/bin/sh
# Logs docker in at the registries of a workflow: GitHub's, and Docker's where DOCKERHUB_USER and DOCKERHUB_TOKEN are set.
# usage: GITHUB_ACTOR=… GITHUB_TOKEN=… [DOCKERHUB_USER=… DOCKERHUB_TOKEN=…] log-in.sh
set -eu
at() { # REGISTRY USER PASSWORD, which is no argument of any process
    printf '%s' "$3" | docker login --username "$2" --password-stdin "$1"
}
at ghcr.io "${GITHUB_ACTOR:?says who pushes}" "${GITHUB_TOKEN:?says what lets them}"
if [ -n "${DOCKERHUB_USER:-}" ]; then
    at docker.io "$DOCKERHUB_USER" "${DOCKERHUB_TOKEN:?is absent: a secret of the repository, since DOCKERHUB_USER is set}"
fi
