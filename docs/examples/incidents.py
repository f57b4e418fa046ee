#!/usr/bin/env python3
"""Tells each incident once it opens, and once it closes: a line each.

    pip install confluent-kafka          # 2.6.1 or newer for an account; any for a plain `up`
    set -a; . ./reader.env; set +a       # what `./waddleperf services credentials NAME --reading` printed
    python3 docs/examples/incidents.py

A group of consumers notes how far it is, so that nothing is told again after a restart; start it twice and
the two share the work. Without KAFKA_SECURITY_PROTOCOL it comes as to the Kafka of a plain `up` on this machine.
"""
import json
import os
import signal
import sys

from confluent_kafka import Consumer, KafkaException

TOPIC = "waddleperf.incidents"
CE_TYPE = "io.waddleperf.incident.v1"


def settings():
    env = os.environ
    if "KAFKA_BOOTSTRAP_SERVERS" not in env:
        sys.exit("KAFKA_BOOTSTRAP_SERVERS is not set: it is in reader.env")
    found = {
        "bootstrap.servers": env["KAFKA_BOOTSTRAP_SERVERS"],
        "group.id": env.get("KAFKA_GROUP_PREFIX", "example.") + "incidents",
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
        "isolation.level": "read_committed",  # a decision that was taken back is none
    }
    if env.get("KAFKA_SECURITY_PROTOCOL"):
        found["security.protocol"] = env["KAFKA_SECURITY_PROTOCOL"]
        found["sasl.mechanism"] = env["KAFKA_SASL_MECHANISM"]
        found["sasl.username"] = env["KAFKA_SASL_USERNAME"]
        found["sasl.password"] = env["KAFKA_SASL_PASSWORD"]
        found["ssl.ca.location"] = env["KAFKA_SSL_CA_LOCATION"]
    return found


def line(incident):
    """Fields that are not known are left alone: later versions add some."""
    times = incident["openedAt"] + (" to " + incident["closedAt"] if "closedAt" in incident else "")
    return "\t".join([incident["state"], incident["severity"], times, incident["sentence"]])


def is_incident(record):
    headers = dict(record.headers() or [])
    return record.value() is not None and headers.get("ce_type") == CE_TYPE.encode()


def main():
    asked_to_stop = []  # looked at between two records, so that what was told is also noted as told
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: asked_to_stop.append(True))
    told = {}  # of each open incident, what was said last
    consumer = Consumer(settings())
    consumer.subscribe([TOPIC])
    try:
        while not asked_to_stop:
            record = consumer.poll(1.0)
            if record is None:
                continue
            if record.error():
                raise KafkaException(record.error())
            if is_incident(record):
                incident = json.loads(record.value())
                if incident["state"] in ("open", "closed") and told.get(incident["id"]) != incident["state"]:
                    print(line(incident), flush=True)
                told[incident["id"]] = incident["state"]
                if incident["state"] == "closed":
                    told.pop(incident["id"])
            consumer.commit(record, asynchronous=False)
    finally:
        consumer.close()


if __name__ == "__main__":
    main()
