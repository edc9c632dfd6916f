# The dashboard as an image: docs/hosting.md, "In a container". A user of its own runs it, who may write to
# /var/lib/dashboard and to nothing else. Some hosts, as Hugging Face Spaces, run every image as the user 1000.
FROM python:3.13-slim

# Not empty: with what it takes to let Apache Spark answer (docs/spark.md).
ARG SPARK=

WORKDIR /opt/dashboard

COPY requirements-pip.txt requirements-build.txt requirements.txt requirements-spark.txt ./
RUN pip install --no-cache-dir --require-hashes --only-binary=:all: -r requirements-pip.txt -r requirements-build.txt
# Two packages come as source only. What builds them is what was installed above; pip would fetch it without its hashes.
RUN pip install --no-cache-dir --require-hashes --only-binary=:all: --no-binary=feedgen,pyspark --no-build-isolation \
    -r requirements.txt ${SPARK:+-r requirements-spark.txt}

COPY . .
RUN chmod -R a+rX,go-w . && python -m compileall -q .
RUN useradd --uid 1000 --user-group --no-create-home --home-dir /var/lib/dashboard dashboard
RUN install --directory --owner=dashboard --group=dashboard /var/lib/dashboard

ENV DASHBOARD_DATABASE=/var/lib/dashboard/dashboard.duckdb
ENV STREAMLIT_SERVER_ADDRESS=0.0.0.0
ENV HOME=/var/lib/dashboard
ENV PYTHONUNBUFFERED=1

VOLUME /var/lib/dashboard
USER dashboard
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=15s --start-period=3m CMD ["python", "-m", "deploy.health"]
# As a list of words: SIGTERM reaches the server itself, which lets page runs end.
CMD ["python", "-m", "web.serve"]
