# syntax=docker/dockerfile:1
# The base is an argument: any image with Python 3.11 or later, venv and pip. Pin it by digest where you build:
#   docker build --build-arg BASE=python:3.12-slim-bookworm@sha256:... -t article-enrichment .
ARG BASE=python:3.12-slim-bookworm

FROM ${BASE} AS build
WORKDIR /build
# LOCK=otel installs what sends traces too.
ARG LOCK=service
COPY requirements/${LOCK}.lock ./
# Tests of packages are not shipped.
RUN python3 -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r ${LOCK}.lock \
 && /opt/venv/bin/pip uninstall --yes pip setuptools \
 && find /opt/venv -depth -type d -path '*/site-packages/*' \( -name tests -o -name test \) -exec rm -rf {} +
WORKDIR /app
COPY . .
# Compiled once here: the root file system of a running container is read-only. Files of other versions of Python that
# a package ships as data do not compile, which does no harm; what is imported must.
RUN python3 -m compileall -q /opt/venv/lib > /dev/null || true
RUN python3 -m compileall -q service && /opt/venv/bin/python -m service openapi > /dev/null

FROM ${BASE}
LABEL org.opencontainers.image.title="article-enrichment" \
      org.opencontainers.image.description="Raw article text in; clean body, metadata, entities and quotes out." \
      org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --system --gid 10001 enrichment \
 && useradd --system --uid 10001 --gid enrichment --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin enrichment
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
WORKDIR /app
# No cache is written, nothing is fetched.
ENV PATH=/opt/venv/bin:$PATH \
    HOST=0.0.0.0 \
    PORT=8080 \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    TMPDIR=/tmp
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/readyz\", timeout=2)"]
# Writes only below /tmp: run with --read-only --tmpfs /tmp.
CMD ["gunicorn"]
