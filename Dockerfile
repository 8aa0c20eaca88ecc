FROM python:3.11-slim AS build
WORKDIR /build
COPY requirements.lock ./
RUN python -m venv /opt/wirewatch \
    && /opt/wirewatch/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY adapters adapters
RUN /opt/wirewatch/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim
COPY --from=build /opt/wirewatch /opt/wirewatch
RUN useradd --uid 10001 --no-create-home --home-dir /srv/wirewatch wirewatch \
    && install -d -o wirewatch -g wirewatch /srv/wirewatch/data
WORKDIR /srv/wirewatch
USER 10001
ENV PATH=/opt/wirewatch/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
VOLUME /srv/wirewatch/data
STOPSIGNAL SIGTERM
# The status page answers as long as the loop turns and the database can be read.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", \
    "import urllib.request as r; r.urlopen('http://127.0.0.1:8017/healthz', timeout=4)"]
ENTRYPOINT ["wirewatch"]
CMD ["run"]
