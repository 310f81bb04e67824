# syntax=docker/dockerfile:1
# Pin the base before a release, so that a rebuild is the same image:
#   docker buildx imagetools inspect python:3.13-slim   →   FROM python:3.13-slim@sha256:…   in both stages

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
# The dependencies first: this layer is made again only when they change. They are what `run` needs: nothing for the
# terminal, the demo or the tests. The target environment gets no pip of its own, and the build backend stays in this
# stage. /empty becomes the folder of the records.
COPY requirements/base.txt requirements/build.txt ./requirements/
RUN mkdir /empty \
    && python -m venv --without-pip /opt/strikebot \
    && pip install --require-hashes -r requirements/build.txt \
    && pip --python /opt/strikebot/bin/python install --require-hashes --only-binary :all: --compile -r requirements/base.txt
COPY pyproject.toml LICENSE ./
COPY bot ./bot
RUN pip wheel --no-deps --no-build-isolation --no-index --wheel-dir /dist . \
    && pip --python /opt/strikebot/bin/python install --no-deps --no-index --compile /dist/strikebot-*.whl

FROM python:3.13-slim
# docker build --build-arg REVISION="$(git rev-parse HEAD)" .
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Strikebot" \
      org.opencontainers.image.description="Answers questions about a strike in Discord, always with the source" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.revision="$REVISION"
# One heap for all threads, given back as it empties: the interpreter's lock lets one allocate at a time anyway.
ENV MALLOC_ARENA_MAX=1 \
    MALLOC_TRIM_THRESHOLD_=131072
ENV PATH=/opt/strikebot/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    KNOWLEDGE_DIR=/app/knowledge \
    STATE_DIR=/data \
    HTTP_PORT=8080 \
    LOG_FORMAT=json
COPY --from=build /opt/strikebot /opt/strikebot
WORKDIR /app
# It makes /app, as root: some engines would make it only with the knowledge, and give it to the knowledge's owner.
COPY LICENSE ./
# These two belong to the bot, so that an empty named volume mounted there begins as a copy which the bot may write to.
# Nothing else in the image does, and the root file system may be read-only.
COPY --chown=10001:10001 knowledge ./knowledge
COPY --from=build --chown=10001:10001 /empty /data
VOLUME ["/data"]
# A number, not a name, so that an orchestrator can see that it is not root.
USER 10001:10001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["strikebot", "health"]
ENTRYPOINT ["strikebot"]
CMD ["run"]
