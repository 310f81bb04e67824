# syntax=docker/dockerfile:1
# Pin the base before a release, so that a rebuild is the same image:
#   docker buildx imagetools inspect python:3.13-slim   →   FROM python:3.13-slim@sha256:…   in both stages

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
# The dependencies first: this layer is made again only when they change. The target environment gets no pip of its own,
# and the build backend stays in this stage.
COPY requirements.txt requirements-build.txt ./
RUN python -m venv --without-pip /opt/strikebot \
    && pip install --require-hashes -r requirements-build.txt \
    && pip --python /opt/strikebot/bin/python install --require-hashes --only-binary :all: --compile -r requirements.txt
COPY pyproject.toml LICENSE ./
COPY bot ./bot
RUN pip wheel --no-deps --no-build-isolation --no-index --wheel-dir /dist . \
    && pip --python /opt/strikebot/bin/python install --no-deps --no-index --compile /dist/strikebot-*.whl

FROM python:3.13-slim
ENV PATH=/opt/strikebot/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    KNOWLEDGE_DIR=/app/knowledge
COPY --from=build /opt/strikebot /opt/strikebot
WORKDIR /app
COPY knowledge ./knowledge
# A number, not a name, so that an orchestrator can see that it is not root. It owns nothing in the image: the root file
# system may be read-only.
USER 10001:10001
STOPSIGNAL SIGTERM
ENTRYPOINT ["strikebot"]
CMD ["--help"]
